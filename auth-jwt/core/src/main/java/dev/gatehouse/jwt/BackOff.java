package dev.gatehouse.jwt;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** How long to wait after a failed fetch: from a second, twice as long each time, with jitter so that a fleet of nodes does not ask in step. */
final class BackOff {

    private static final long FIRST = Duration.ofSeconds(1).toNanos();
    /** While nothing can be decided for want of keys, the issuer's return must be noticed within five seconds. */
    private static final long LONGEST_WITHOUT_KEYS = Duration.ofSeconds(4).toNanos();

    private static final long LONGEST = Duration.ofSeconds(60).toNanos();
    /** Who has keys can leave the issuer alone for as long as it asks, but not for ever. */
    private static final long LONGEST_ASKED_FOR = Duration.ofMinutes(5).toNanos();

    private final DoubleSupplier random;

    /** @param random numbers from 0 to below 1 */
    BackOff(DoubleSupplier random) {
        this.random = random;
    }

    /**
     * Returns the time to wait, in nanoseconds.
     *
     * @param failures how many fetches failed in a row; at least 1
     * @param haveKeys whether an older set is still in use
     * @param retryAfterSeconds what the issuer asked for; 0 when it did not
     */
    long delay(int failures, boolean haveKeys, long retryAfterSeconds) {
        long longest = haveKeys ? LONGEST : LONGEST_WITHOUT_KEYS;
        long grown = Math.min(longest, FIRST << Math.min(failures - 1, 6));
        long jittered = (long) (grown * (0.5 + 0.5 * random.getAsDouble()));
        long askedFor = Duration.ofSeconds(retryAfterSeconds).toNanos();
        return Math.max(jittered, Math.min(haveKeys ? LONGEST_ASKED_FOR : LONGEST, askedFor));
    }
}
