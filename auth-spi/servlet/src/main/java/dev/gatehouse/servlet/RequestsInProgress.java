package dev.gatehouse.servlet;

import java.util.concurrent.atomic.AtomicInteger;

/** The number of requests that use a configuration, including those that wait for a body. Thread-safe. */
final class RequestsInProgress {

    private final AtomicInteger count = new AtomicInteger();

    void enter() {
        count.incrementAndGet();
    }

    void exit() {
        count.decrementAndGet();
    }

    boolean any() {
        return count.get() > 0;
    }
}
