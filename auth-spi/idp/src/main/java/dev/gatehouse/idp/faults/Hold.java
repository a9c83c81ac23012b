package dev.gatehouse.idp.faults;

import dev.gatehouse.spi.stability.Incubating;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Holds the answers of an endpoint back until it is released. No thread of the server waits, so any number
 * of requests can be held. Safe for use by several threads.
 *
 * @since 0.1
 */
@Incubating
public final class Hold implements AutoCloseable {

    private final CompletableFuture<Void> released = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private int arrivals;

    Hold() {}

    /** Registers one request; the future completes when its answer may go. */
    CompletableFuture<Void> arrive() {
        lock.lock();
        try {
            arrivals++;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
        return released;
    }

    /**
     * Waits until this many requests have been held.
     *
     * @return false when they did not come in time
     * @throws InterruptedException when the calling thread is interrupted
     */
    public boolean awaitArrivals(int count, Duration atMost) throws InterruptedException {
        long left = TimeUnit.NANOSECONDS.convert(atMost);
        lock.lock();
        try {
            while (arrivals < count) {
                if (left <= 0) {
                    return false;
                }
                left = arrived.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** How many requests were held so far. */
    public int arrivals() {
        lock.lock();
        try {
            return arrivals;
        } finally {
            lock.unlock();
        }
    }

    /** Sends all held answers; later requests are not held. */
    public void release() {
        released.complete(null);
    }

    /** The same as {@link #release()}. */
    @Override
    public void close() {
        release();
    }
}
