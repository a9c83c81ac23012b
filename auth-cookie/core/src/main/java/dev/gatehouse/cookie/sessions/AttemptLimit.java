package dev.gatehouse.cookie.sessions;

import dev.gatehouse.spi.stability.Incubating;
import java.time.Duration;

/**
 * How many tries there are.
 *
 * @param attempts how many at once, at least 1
 * @param interval after how long there is one more; positive
 * @since 0.1
 */
@Incubating
public record AttemptLimit(int attempts, Duration interval) {

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
        return Math.max(0, full - (attempts - 1) * nanos() - now);
    }
}
