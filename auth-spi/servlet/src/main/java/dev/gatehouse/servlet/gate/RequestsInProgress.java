package dev.gatehouse.servlet.gate;

import dev.gatehouse.spi.stability.Internal;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The number of requests that use a configuration, including those that wait for a body. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class RequestsInProgress {

    private final AtomicInteger count = new AtomicInteger();

    public void enter() {
        count.incrementAndGet();
    }

    public void exit() {
        count.decrementAndGet();
    }

    public boolean any() {
        return count.get() > 0;
    }
}
