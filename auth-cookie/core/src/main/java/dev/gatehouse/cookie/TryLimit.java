package dev.gatehouse.cookie;

import java.time.Duration;

/**
 * How many tries there are.
 *
 * @param tries how many at once
 * @param interval after how long there is one more
 */
record TryLimit(int tries, Duration interval) {

    long nanos() {
        return interval.toNanos();
    }

    /** Returns how long to wait before a try may be taken from a bucket that is full again at {@code full}; 0 when it may be taken now. */
    long wait(long full, long now) {
        return Math.max(0, full - (tries - 1) * nanos() - now);
    }
}
