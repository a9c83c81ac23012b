package dev.gatehouse.jwt.keys;

import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.support.retry.ExponentialBackOff;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait after a failed fetch: from a second, twice as long each time, at least half of it.
 *
 * @since 0.1
 */
@Internal
public final class RefreshBackOff {

    private static final double JITTER = 0.5;
    private static final Duration FIRST = Duration.ofSeconds(1);
    /** Without keys nothing can be verified, so the issuer's return must be noticed within five seconds. */
    private static final Duration LONGEST_WITHOUT_KEYS = Duration.ofSeconds(4);

    private static final Duration LONGEST = Duration.ofSeconds(60);
    /** With keys the issuer can be left alone for as long as it asks, but not forever. */
    private static final Duration LONGEST_ASKED_FOR = Duration.ofMinutes(5);

    private final ExponentialBackOff withKeys;
    private final ExponentialBackOff withoutKeys;

    /** @param random numbers from 0 to below 1 */
    RefreshBackOff(DoubleSupplier random) {
        this.withKeys = new ExponentialBackOff(FIRST, LONGEST, JITTER, LONGEST_ASKED_FOR, random);
        this.withoutKeys = withoutKeys(random);
    }

    /** Returns the pauses while nothing can be decided. */
    public static ExponentialBackOff withoutKeys(DoubleSupplier random) {
        return new ExponentialBackOff(FIRST, LONGEST_WITHOUT_KEYS, JITTER, LONGEST, random);
    }

    /**
     * Returns the time to wait, in nanoseconds.
     *
     * @param failures how many fetches failed in a row; at least 1
     * @param haveKeys whether an older set is still in use
     * @param retryAfterSeconds what the issuer asked for; 0 when it did not
     */
    long delay(int failures, boolean haveKeys, long retryAfterSeconds) {
        return (haveKeys ? withKeys : withoutKeys)
                .delay(failures, Duration.ofSeconds(retryAfterSeconds))
                .toNanos();
    }
}
