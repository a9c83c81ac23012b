package dev.gatehouse.cookie.jdbc;

import java.time.Duration;
import java.time.Instant;

/** Times as columns: nanoseconds since 1970, which fit until the year 2262. */
final class Nanos {

    private Nanos() {}

    static long of(Instant time) {
        return Duration.between(Instant.EPOCH, time).toNanos();
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }
}
