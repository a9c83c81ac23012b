package dev.gatehouse.servlet.mechanism;

import dev.gatehouse.spi.Measurement;
import dev.gatehouse.spi.stability.Internal;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/**
 * Limits the concurrent calls to one part of a mechanism, and counts those that are over the limit. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class CallLimit {

    private final String what;
    private final int limit;
    private final Semaphore places;
    private final LongAdder refused = new LongAdder();

    /**
     * Creates a limit.
     *
     * @param what the part of the mechanism, in measurements
     * @param limit how many calls may run at once; at least 1
     */
    public CallLimit(String what, int limit) {
        this.what = what;
        this.limit = limit;
        this.places = new Semaphore(limit);
    }

    /** Returns whether a call may begin. It must then {@link #leave()}. */
    public boolean enter() {
        boolean entered = places.tryAcquire();
        if (!entered) {
            refused.increment();
        }
        return entered;
    }

    /** Ends a call that has entered. */
    public void leave() {
        places.release();
    }

    /** Returns how many calls run, how many may, and how many were refused. */
    public List<Measurement> measurements() {
        int running = Math.max(0, limit - places.availablePermits());
        return List.of(
                Measurement.gauge("calls.running", running).with("to", what),
                Measurement.gauge("calls.limit", limit).with("to", what),
                Measurement.counter("calls.refused", (double) refused.sum()).with("to", what));
    }
}
