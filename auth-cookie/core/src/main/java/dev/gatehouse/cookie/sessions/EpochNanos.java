package dev.gatehouse.cookie.sessions;

import dev.gatehouse.spi.stability.Incubating;
import java.time.Duration;
import java.time.Instant;

/**
 * Times as shared stores keep them: nanoseconds since 1970, which fit into a long until the year 2262.
 *
 * @since 0.1
 */
@Incubating
public final class EpochNanos {

    private EpochNanos() {}

    /** Returns the nanoseconds of a time. */
    public static long of(Instant time) {
        return Duration.between(Instant.EPOCH, time).toNanos();
    }

    /** Returns the time of nanoseconds. */
    public static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }
}
