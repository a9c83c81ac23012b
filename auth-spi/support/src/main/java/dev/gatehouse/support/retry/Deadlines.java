package dev.gatehouse.support.retry;

import dev.gatehouse.spi.stability.Internal;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends futures that take too long, as {@link CompletableFuture#orTimeout} and
 * {@link CompletableFuture#completeOnTimeout} do. Those start a thread of the JDK that never ends and keeps the class
 * loader of the application whose request was the first. The thread of this class is a daemon that ends when it has
 * been idle for a second, and when this object is closed. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class Deadlines implements AutoCloseable {

    private final ScheduledThreadPoolExecutor timer;
    private final Set<Runnable> pending = ConcurrentHashMap.newKeySet();

    /**
     * Creates deadlines without starting a thread.
     *
     * @param threadName the name of the thread
     */
    public Deadlines(String threadName) {
        this(BackgroundThreads.timer(threadName));
        timer.setKeepAliveTime(1, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    /** @param timer the thread that is shared with other tasks; {@link #close()} ends it */
    Deadlines(ScheduledThreadPoolExecutor timer) {
        this.timer = timer;
    }

    /**
     * Fails the future with a {@link TimeoutException} unless it completes in time or this object is closed before.
     *
     * @return the same future
     */
    public <T> CompletableFuture<T> fail(CompletableFuture<T> future, Duration timeout) {
        return end(future, timeout, () -> future.completeExceptionally(new TimeoutException()));
    }

    /**
     * Completes the future with a value unless it completes in time or this object is closed before.
     *
     * @return the same future
     */
    public <T> CompletableFuture<T> complete(CompletableFuture<T> future, T late, Duration timeout) {
        return end(future, timeout, () -> future.complete(late));
    }

    private <T> CompletableFuture<T> end(CompletableFuture<T> future, Duration timeout, Runnable expire) {
        if (future.isDone()) {
            return future;
        }
        pending.add(expire);
        try {
            Future<?> scheduled = timer.schedule(expire, timeout.toNanos(), TimeUnit.NANOSECONDS);
            future.whenComplete((value, failure) -> {
                pending.remove(expire);
                scheduled.cancel(false);
            });
        } catch (RejectedExecutionException closed) {
            pending.remove(expire);
            expire.run();
        }
        return future;
    }

    /** Ends all futures that wait, as if their time were over. */
    @Override
    public void close() {
        timer.shutdownNow();
        pending.forEach(Runnable::run);
    }
}
