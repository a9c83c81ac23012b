package dev.gatehouse.cookie.redis;

import dev.gatehouse.cookie.sessions.EpochNanos;
import java.time.Instant;
import java.util.Locale;

/** RedisTimes as texts that compare like numbers: nanoseconds since 1970 in 19 digits, which reach until the year 2262. */
final class RedisTimes {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private RedisTimes() {}

    static String text(Instant time) {
        return text(EpochNanos.of(time));
    }

    /** Returns a time; one before 1970 counts as its beginning. */
    static String text(long nanos) {
        // Some languages have digits of their own, which would not compare with those of another node.
        return String.format(Locale.ROOT, "%019d", Math.max(0, nanos));
    }

    /** Returns how many milliseconds there are until a time, at least 1. */
    static String millis(Instant until, long now) {
        return Long.toString(Math.max(1, -Math.floorDiv(now - EpochNanos.of(until), NANOS_PER_MILLI)));
    }
}
