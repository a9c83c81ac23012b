package dev.gatehouse.cookie;

import java.time.Duration;

/**
 * How many tries there are.
 *
 * @param tries how many at once, at least 1
 * @param interval after how long there is one more; positive
 */
public record TryLimit(int tries, Duration interval) {

    /** Returns {@link #interval()} in nanoseconds. */
    public long nanos() {
        return interval.toNanos();
    }

    /**
     * Returns how long to wait before a try may be taken of a key; 0 when it may be taken now.
     *
     * @param full when the key has all its tries back, in nanoseconds
     * @param now the present on the same scale
     */
    public long wait(long full, long now) {
        return Math.max(0, full - (tries - 1) * nanos() - now);
    }
}
