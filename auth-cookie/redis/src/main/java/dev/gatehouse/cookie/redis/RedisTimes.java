package dev.gatehouse.cookie.redis;

import dev.gatehouse.cookie.sessions.EpochNanos;
import java.time.Instant;
import java.util.Locale;

/** Timestamps as strings that sort like numbers: nanoseconds since 1970 in 19 digits, enough until the year 2262. */
final class RedisTimes {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private RedisTimes() {}

    static String text(Instant time) {
        return text(EpochNanos.of(time));
    }

    /** Returns the string of a timestamp; negative ones become 0. */
    static String text(long nanos) {
        // Some locales have digits of their own, which would not compare with those of another node.
        return String.format(Locale.ROOT, "%019d", Math.max(0, nanos));
    }

    /** Returns the milliseconds until a time, at least 1. */
    static String millis(Instant until, long now) {
        return Long.toString(Math.max(1, -Math.floorDiv(now - EpochNanos.of(until), NANOS_PER_MILLI)));
    }
}
