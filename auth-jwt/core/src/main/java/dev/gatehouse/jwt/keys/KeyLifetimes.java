package dev.gatehouse.jwt.keys;

import dev.gatehouse.spi.stability.Internal;
import java.time.Duration;

/**
 * How long an issuer's keys may be used.
 *
 * @param life how long a removed key stays in use at most; a refresh starts after 70 to 80 percent of this time
 * @param maxStale how long the last set is used if no newer one can be fetched
 * @since 0.1
 */
@Internal
public record KeyLifetimes(Duration life, Duration maxStale) {

    /** How long refreshes may fail before this is logged as an error and degrades the health. */
    static final Duration ALARM = Duration.ofMinutes(5);

    /** How long a request with an unknown kid waits for newer keys. */
    public static final Duration PATIENCE = Duration.ofSeconds(1);

    /** How often a file is read again. */
    public static final Duration FILE_LIFE = Duration.ofSeconds(5);
}
