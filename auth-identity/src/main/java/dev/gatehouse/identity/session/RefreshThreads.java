package dev.gatehouse.identity.session;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A limited number of threads that talk to providers, with a limited queue. All of them are daemons; idle ones end.
 * Thread-safe.
 */
final class RefreshThreads implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RefreshThreads.class);
    /** Few, because each of them uses the store as well, whose calls are limited. */
    private static final int THREADS = 8;

    private static final int QUEUE = 10_000;

    private final ThreadPoolExecutor threads;
    private final ScheduledThreadPoolExecutor timer;
    private final Duration patience;

    /** @param patience how long {@link #close()} waits for calls in progress */
    RefreshThreads(Duration patience) {
        this.patience = patience;
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE), RefreshThreads::daemon);
        threads.allowCoreThreadTimeOut(true);
        // Not the timer of CompletableFuture, which keeps the class loader of the application for ever.
        this.timer = new ScheduledThreadPoolExecutor(1, RefreshThreads::daemon);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "gatehouse-session-refresh");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Runs a task.
     *
     * @return whether there was room for it
     */
    boolean run(Runnable task) {
        try {
            threads.execute(() -> guarded(task));
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    /** Runs a task after a delay, unless closed by then. */
    void after(Duration delay, Runnable task) {
        try {
            timer.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("a task for the sessions of a provider was submitted after shutdown");
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException defect) {
            LOG.error("a task for the sessions of a provider failed", defect);
        }
    }

    /** Waits for tasks that have begun, so that the answer of a provider is not lost. Discards the others. */
    @Override
    public void close() {
        timer.shutdownNow();
        threads.getQueue().clear();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
