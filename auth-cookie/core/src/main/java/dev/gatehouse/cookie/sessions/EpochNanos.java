package dev.gatehouse.cookie.sessions;

import dev.gatehouse.spi.stability.Incubating;
import java.time.Duration;
import java.time.Instant;

/**
 * Timestamps in shared stores: nanoseconds since 1970, which fit into a {@code long} until the year 2262.
 *
 * @since 0.1
 */
@Incubating
public final class EpochNanos {

    private EpochNanos() {}

    /** Converts an instant to nanoseconds. */
    public static long of(Instant time) {
        return Duration.between(Instant.EPOCH, time).toNanos();
    }

    /** Converts nanoseconds to an instant. */
    public static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }
}
