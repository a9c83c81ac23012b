package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.LoadResult;
import dev.gatehouse.tasklist.store.NewTask;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One bulk load. The caller collects batches while earlier ones are stored. PostgreSQL stores two at a time, in two
 * lanes: all tasks of a process instance are in one lane, so that they are stored in their order and never wait for
 * each other's locks. Used by one thread.
 */
final class BulkLoad implements AutoCloseable {

    private static final long CLOSE_MINUTES = 5;

    private final int batchSize;
    private final Function<List<NewTask>, LoadResult> store;
    private final Runnable beforeMany;
    private final List<Lane> lanes = new ArrayList<>();
    private final ExecutorService threads;
    private LoadResult sum = new LoadResult(0, 0);
    private long unkeyed;
    private boolean many;

    /**
     * Creates a load that hands each batch to a function that stores it.
     *
     * @param batchSize how many tasks a batch has at most
     * @param beforeMany runs before the first batch, if that is full
     */
    BulkLoad(int lanes, int batchSize, Function<List<NewTask>, LoadResult> store, Runnable beforeMany) {
        this.batchSize = batchSize;
        this.store = store;
        this.beforeMany = beforeMany;
        this.threads = Executors.newFixedThreadPool(lanes, task -> {
            Thread thread = new Thread(task, "tasklist-bulk-load");
            thread.setDaemon(true);
            return thread;
        });
        for (int i = 0; i < lanes; i++) {
            this.lanes.add(new Lane());
        }
    }

    LoadResult run(Iterable<NewTask> tasks) {
        for (NewTask task : tasks) {
            lanes.get((int) Math.floorMod(instance(task), (long) lanes.size())).add(task);
        }
        lanes.forEach(Lane::send);
        lanes.forEach(Lane::await);
        return sum;
    }

    private long instance(NewTask task) {
        Long instance = task.processInstanceKey() == null ? task.key() : task.processInstanceKey();
        return instance == null ? unkeyed++ : instance;
    }

    private final class Lane {

        private List<NewTask> batch = new ArrayList<>(batchSize);
        private @Nullable Future<LoadResult> running;

        void add(NewTask task) {
            batch.add(task);
            if (batch.size() == batchSize) {
                if (!many) {
                    many = true;
                    beforeMany.run();
                }
                send();
            }
        }

        void send() {
            await();
            if (!batch.isEmpty()) {
                List<NewTask> full = batch;
                running = threads.submit(() -> store.apply(full));
                batch = new ArrayList<>(batchSize);
            }
        }

        void await() {
            if (running == null) {
                return;
            }
            try {
                sum = sum.plus(running.get());
                running = null;
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof RuntimeException failure
                        ? failure
                        : new IllegalStateException("the load failed", failed);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("the load was interrupted", interrupted);
            }
        }
    }

    /** Waits for batches that are being stored, so that no transaction outlives the call. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSE_MINUTES, TimeUnit.MINUTES)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
