package dev.gatehouse.jwt.keys;

import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.support.retry.BackgroundThreads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Time, random numbers and delayed tasks, which tests replace. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public interface Scheduler {

    /** Returns a monotonic time; only differences are meaningful, as of {@link System#nanoTime()}. */
    long nanos();

    /** Returns the time of day, for people. Differences are not meaningful. */
    Instant now();

    /** Returns a random number from 0 (inclusive) to 1 (exclusive). */
    double random();

    /** Runs the task in the background after this delay. */
    void after(Duration delay, Runnable task);

    /**
     * Returns the monotonic clock of the system.
     *
     * @param wall tells the time of day
     */
    static Scheduler system(BackgroundThreads background, Clock wall) {
        return new Scheduler() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public Instant now() {
                return wall.instant();
            }

            @Override
            public double random() {
                return ThreadLocalRandom.current().nextDouble();
            }

            @Override
            public void after(Duration delay, Runnable task) {
                background.after(delay, task);
            }
        };
    }
}
