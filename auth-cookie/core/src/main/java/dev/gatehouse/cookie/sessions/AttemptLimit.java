package dev.gatehouse.cookie.sessions;

import dev.gatehouse.spi.stability.Incubating;
import java.time.Duration;

/**
 * How many attempts are allowed.
 *
 * @param attempts how many at once, at least 1
 * @param interval time after which one more is allowed; positive
 * @since 0.1
 */
@Incubating
public record AttemptLimit(int attempts, Duration interval) {

    /** Returns {@link #interval()} in nanoseconds. */
    public long nanos() {
        return interval.toNanos();
    }

    /**
     * Returns how long to wait before the next attempt; 0 if it is allowed now.
     *
     * @param full the time in nanoseconds at which all attempts are allowed again
     * @param now the current time on the same scale
     */
    public long wait(long full, long now) {
        return Math.max(0, full - (attempts - 1) * nanos() - now);
    }
}
