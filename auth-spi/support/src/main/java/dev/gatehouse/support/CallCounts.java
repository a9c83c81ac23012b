package dev.gatehouse.support;

import dev.gatehouse.spi.Measurement;
import dev.gatehouse.spi.stability.Internal;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Counts calls to another system, such as a database: how many have ended, how many of them failed, and how long they
 * took together. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class CallCounts {

    private final LongAdder calls = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    /**
     * Counts a call that has ended.
     *
     * @param nanoTime how long it took, in nanoseconds
     * @param good whether it succeeded
     */
    public void ended(long nanoTime, boolean good) {
        nanos.add(Math.max(0, nanoTime));
        calls.increment();
        if (!good) {
            failures.increment();
        }
    }

    /** Makes a call and counts it. An exception is a failure. */
    public <T> T counting(Supplier<T> call) {
        long start = System.nanoTime();
        boolean good = false;
        try {
            T result = call.get();
            good = true;
            return result;
        } finally {
            ended(System.nanoTime() - start, good);
        }
    }

    /**
     * Returns the counts.
     *
     * @param of the name of the calls, such as {@code store}; the names of the measurements begin with it
     */
    public List<Measurement> measurements(String of) {
        return List.of(
                Measurement.counter(of + ".calls", (double) calls.sum()),
                Measurement.counter(of + ".failures", (double) failures.sum()),
                Measurement.counter(of + ".seconds", nanos.sum() / (double) TimeUnit.SECONDS.toNanos(1)));
    }
}
