package dev.gatehouse.support.retry;

import dev.gatehouse.spi.stability.Internal;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The threads of one component, all daemons: one timer thread, and workers for tasks that may block, such as resolving
 * a host name. A thread starts when it is first needed; idle workers end. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class BackgroundThreads implements AutoCloseable {

    private final ScheduledThreadPoolExecutor timer;
    private final Deadlines deadlines;
    private final ExecutorService workers;
    private final Consumer<RuntimeException> defects;

    /**
     * Creates the threads without starting any.
     *
     * @param timerName the name of the timer thread
     * @param workerName the name of each worker
     * @param defects receives exceptions of delayed tasks on the timer thread, which continues to run
     */
    public BackgroundThreads(String timerName, String workerName, Consumer<RuntimeException> defects) {
        this.timer = timer(timerName);
        this.deadlines = new Deadlines(timer);
        this.workers = Executors.newCachedThreadPool(daemons(workerName));
        this.defects = defects;
    }

    static ScheduledThreadPoolExecutor timer(String name) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, daemons(name));
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return timer;
    }

    /** Returns the workers. They refuse tasks once closed. */
    public ExecutorService workers() {
        return workers;
    }

    /** Returns deadlines that expire on the timer thread. */
    public Deadlines deadlines() {
        return deadlines;
    }

    /** Runs a task on the timer thread after a delay, unless closed by then. */
    public void after(Duration delay, Runnable task) {
        try {
            timer.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            // Close is allowed to come between a task and the next one that it schedules.
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException defect) {
            defects.accept(defect);
        }
    }

    /** Interrupts running tasks, discards waiting ones, and ends futures that wait for their deadline. */
    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdownNow();
        deadlines.close();
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
