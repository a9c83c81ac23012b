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
import org.jspecify.annotations.Nullable;

/**
 * The threads of one component, all daemons: one timer thread, and workers for tasks that may block, such as resolving
 * a host name. A thread starts when it is first needed; idle workers end. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class BackgroundThreads implements AutoCloseable {

    private static final long END_NANOS = TimeUnit.SECONDS.toNanos(1);

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
        this.timer = timer(timerName, this);
        this.deadlines = new Deadlines(timer);
        this.workers = Executors.newCachedThreadPool(daemons(workerName, this));
        this.defects = defects;
    }

    static ScheduledThreadPoolExecutor timer(String name) {
        return timer(name, null);
    }

    private static ScheduledThreadPoolExecutor timer(String name, @Nullable BackgroundThreads owner) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, daemons(name, owner));
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

    /**
     * Interrupts running tasks, discards waiting ones, and ends futures that wait for their deadline. Waits up to a
     * second until the running tasks have ended, because what they use is closed next, and because a container takes a
     * thread that is still running for a leak. A task that closes its own threads does not wait.
     */
    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdownNow();
        deadlines.close();
        if (Thread.currentThread() instanceof Daemon own && own.owner == this) {
            return;
        }
        long end = System.nanoTime() + END_NANOS;
        try {
            if (workers.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                timer.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadFactory daemons(String name, @Nullable BackgroundThreads owner) {
        return task -> new Daemon(task, name, owner);
    }

    private static final class Daemon extends Thread {
        private final @Nullable BackgroundThreads owner;

        private Daemon(Runnable task, String name, @Nullable BackgroundThreads owner) {
            super(task, name);
            this.owner = owner;
            setDaemon(true);
        }
    }
}
