package dev.gatehouse.benchmarks.tasks;

import dev.gatehouse.tasklist.store.TaskChange;
import dev.gatehouse.tasklist.store.TaskQuery;
import dev.gatehouse.tasklist.store.TaskStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Callers that work at once, each one step after the other.
 *
 * @param perSecond steps a second
 * @param medianMillis time of a step
 * @param p99Millis time that 99 of 100 steps need at most
 * @param errors failed steps
 */
record MixedLoad(double perSecond, double medianMillis, double p99Millis, long errors) {

    /** What the callers do. Thread-safe. */
    @FunctionalInterface
    interface Work {

        /**
         * Does one step.
         *
         * @param store the store for this caller
         * @param number differs from step to step of a caller
         * @return false if there is no work left
         */
        boolean step(TaskStore store, int number);
    }

    private record Part(long[] nanos, long errors) {}

    /** Returns work that searches, with one query after the other. */
    static Work searches(List<IntFunction<TaskQuery>> calls) {
        return (store, number) -> {
            store.search(calls.get(number % calls.size()).apply(number));
            return true;
        };
    }

    /** Returns work that takes the next active task, claims it or takes it over, and completes it. */
    static Work completions(int tasks) {
        AtomicInteger next = new AtomicInteger();
        return (store, number) -> {
            int index = next.getAndIncrement();
            while (index < tasks && !SampleTasks.isActive(index)) {
                index = next.getAndIncrement();
            }
            if (index >= tasks) {
                return false;
            }
            String id = SampleTasks.id(index);
            String user = SampleTasks.user(number % SampleTasks.USERS);
            store.change(id, task -> new TaskChange.Assign(user));
            store.change(id, task -> new TaskChange.Complete(Instant.now(), Map.of("approved", "true"), false));
            return true;
        };
    }

    static MixedLoad run(TaskStore store, Work work, int callers, Duration duration) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            long begun = System.nanoTime();
            long end = begun + duration.toNanos();
            List<Future<Part>> parts = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                int caller = i;
                parts.add(threads.submit(() -> one(store.forCaller("caller-" + caller), work, caller, end)));
            }
            long errors = 0;
            List<long[]> all = new ArrayList<>();
            for (Future<Part> part : parts) {
                errors += part.get().errors();
                all.add(part.get().nanos());
            }
            long[] nanos = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            double seconds = (System.nanoTime() - begun) / 1e9;
            return new MixedLoad(
                    nanos.length / seconds,
                    nanos[nanos.length / 2] / 1e6,
                    nanos[(int) (nanos.length * 0.99)] / 1e6,
                    errors);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Part one(TaskStore store, Work work, int caller, long end) {
        long[] nanos = new long[1 << 20];
        int done = 0;
        long errors = 0;
        for (int i = caller * 1_000; System.nanoTime() - end < 0 && done < nanos.length; i++) {
            long begun = System.nanoTime();
            try {
                if (!work.step(store, i)) {
                    break;
                }
                nanos[done++] = System.nanoTime() - begun;
            } catch (RuntimeException failure) {
                errors++;
                System.err.println(failure + " caused by " + failure.getCause());
            }
        }
        return new Part(Arrays.copyOf(nanos, done), errors);
    }
}
