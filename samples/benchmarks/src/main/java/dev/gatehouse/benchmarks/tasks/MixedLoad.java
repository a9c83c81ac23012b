package dev.gatehouse.benchmarks.tasks;

import dev.gatehouse.tasklist.store.TaskQuery;
import dev.gatehouse.tasklist.store.TaskStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * Callers that search at once, each one call after the other.
 *
 * @param perSecond searches a second
 * @param medianMillis time of a search
 * @param p99Millis time that 99 of 100 searches need at most
 * @param errors failed searches
 */
record MixedLoad(double perSecond, double medianMillis, double p99Millis, long errors) {

    private record Part(long[] nanos, long errors) {}

    static MixedLoad run(TaskStore store, List<IntFunction<TaskQuery>> calls, int callers, Duration duration)
            throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            long end = System.nanoTime() + duration.toNanos();
            List<Future<Part>> parts = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                int caller = i;
                parts.add(threads.submit(() -> one(store.forCaller("caller-" + caller), calls, caller, end)));
            }
            long errors = 0;
            List<long[]> all = new ArrayList<>();
            for (Future<Part> part : parts) {
                errors += part.get().errors();
                all.add(part.get().nanos());
            }
            long[] nanos = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            double seconds = duration.toNanos() / 1e9;
            return new MixedLoad(
                    nanos.length / seconds,
                    nanos[nanos.length / 2] / 1e6,
                    nanos[(int) (nanos.length * 0.99)] / 1e6,
                    errors);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Part one(TaskStore store, List<IntFunction<TaskQuery>> calls, int caller, long end) {
        long[] nanos = new long[1 << 20];
        int done = 0;
        long errors = 0;
        for (int i = caller * 1_000; System.nanoTime() - end < 0 && done < nanos.length; i++) {
            long begun = System.nanoTime();
            try {
                store.search(calls.get(i % calls.size()).apply(i));
                nanos[done++] = System.nanoTime() - begun;
            } catch (RuntimeException failure) {
                errors++;
                System.err.println(failure + " caused by " + failure.getCause());
            }
        }
        return new Part(Arrays.copyOf(nanos, done), errors);
    }
}
