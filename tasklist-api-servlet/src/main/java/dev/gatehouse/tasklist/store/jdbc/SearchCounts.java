package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.spi.Measurement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Counts searches for tasks, their failures and their time, including the wait for a connection. Thread-safe. */
final class SearchCounts {

    private final LongAdder searches = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    /** Runs a search. */
    <T> T counted(Supplier<T> search) {
        long start = System.nanoTime();
        boolean done = false;
        try {
            T result = search.get();
            done = true;
            return result;
        } finally {
            nanos.add(System.nanoTime() - start);
            searches.increment();
            if (!done) {
                failures.increment();
            }
        }
    }

    List<Measurement> measurements() {
        return List.of(
                Measurement.counter("searches", searches.sum()),
                Measurement.counter("searches.failures", failures.sum()),
                Measurement.counter("searches.seconds", nanos.sum() / (double) TimeUnit.SECONDS.toNanos(1)));
    }
}
