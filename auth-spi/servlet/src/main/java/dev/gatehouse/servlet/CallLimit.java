package dev.gatehouse.servlet;

import dev.gatehouse.spi.Measurement;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/** Limits the concurrent calls to one part of a mechanism, and counts those that are over the limit. Thread-safe. */
final class CallLimit {

    private final String what;
    private final int limit;
    private final Semaphore places;
    private final LongAdder refused = new LongAdder();

    /** @param what the part of the mechanism, in measurements */
    CallLimit(String what, int limit) {
        this.what = what;
        this.limit = limit;
        this.places = new Semaphore(limit);
    }

    /** Returns whether a call may begin. It must then {@link #leave()}. */
    boolean enter() {
        boolean entered = places.tryAcquire();
        if (!entered) {
            refused.increment();
        }
        return entered;
    }

    void leave() {
        places.release();
    }

    List<Measurement> measurements() {
        int running = Math.max(0, limit - places.availablePermits());
        return List.of(
                Measurement.gauge("calls.running", running).with("to", what),
                Measurement.gauge("calls.limit", limit).with("to", what),
                Measurement.counter("calls.refused", (double) refused.sum()).with("to", what));
    }
}
