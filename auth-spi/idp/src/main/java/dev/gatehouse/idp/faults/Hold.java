package dev.gatehouse.idp.faults;

import dev.gatehouse.spi.stability.Incubating;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Holds back the responses of an endpoint until it is released. No server thread waits, so any number of requests can
 * be held. Thread-safe.
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

    /** Registers one request. The future completes when its response may be sent. */
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
     * @return false if they did not arrive in time
     * @throws InterruptedException if the calling thread is interrupted
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

    /** Returns the number of requests held so far. */
    public int arrivals() {
        lock.lock();
        try {
            return arrivals;
        } finally {
            lock.unlock();
        }
    }

    /** Sends all held responses. Later requests are not held. */
    public void release() {
        released.complete(null);
    }

    /** The same as {@link #release()}. */
    @Override
    public void close() {
        release();
    }
}
