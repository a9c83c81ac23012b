package dev.gatehouse.jwt;

import dev.gatehouse.support.retry.BackgroundThreads;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Monotonic time, chance and the background thread, as the key rings need them. Thread-safe. */
interface KeyClock {

    /** Returns a time that only {@linkplain System#nanoTime() differences} of mean something. */
    long nanos();

    /** Returns a number from 0 to below 1. */
    double random();

    /** Runs the task in the background when this time has passed. */
    void after(Duration delay, Runnable task);

    /** Returns the clock of the system. */
    static KeyClock system(BackgroundThreads background) {
        return new KeyClock() {
            @Override
            public long nanos() {
                return System.nanoTime();
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
