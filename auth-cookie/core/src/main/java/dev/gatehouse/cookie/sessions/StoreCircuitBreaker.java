package dev.gatehouse.cookie.sessions;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.spi.stability.Incubating;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to a store that may be slow or gone: a limit of calls at once and a circuit breaker. Whatever is over the limit, and everything but a trial every half a second while
 * the store does not answer, is refused at once. The first trial that succeeds opens the way again, so a store is used within a second of its return. Time-outs are the store's
 * own: connecting within one second, a call within two. Thread-safe.
 *
 * @since 0.1
 */
@Incubating
public final class StoreCircuitBreaker {

    /** A call to the store. */
    @FunctionalInterface
    public interface Call<T extends @Nullable Object> {
        /**
         * Asks the store.
         *
         * @throws Exception if it did not answer; what is no sign of an outage is to be returned as a value
         */
        T run() throws Exception;
    }

    private static final Logger LOG = LoggerFactory.getLogger(StoreCircuitBreaker.class);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final long TRIAL_EVERY = Duration.ofMillis(500).toNanos();
    private static final long FRESH = Duration.ofSeconds(1).toNanos();
    private static final int FAILURES = 5;

    private final String store;
    private final Semaphore calls;
    private final LongSupplier nanoTime;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong nextTrial;
    private volatile long lastSuccess;
    private volatile boolean succeeded;
    private volatile String lastFailure = "";

    /**
     * Makes an open gate.
     *
     * @param store what to call the store in logs and health, such as {@code the database of the sessions}
     * @param limit how many calls may be under way at once
     * @param nanoTime {@link System#nanoTime}, or what a test moves
     */
    public StoreCircuitBreaker(String store, int limit, LongSupplier nanoTime) {
        this.store = store;
        this.calls = new Semaphore(limit);
        this.nanoTime = nanoTime;
        this.nextTrial = new AtomicLong(nanoTime.getAsLong());
    }

    /**
     * Makes a call, unless the store is known not to answer.
     *
     * @throws SessionsUnavailableException if it was refused, or failed with any exception, which is then the cause
     */
    public <T extends @Nullable Object> T call(Call<T> call) throws SessionsUnavailableException {
        if (failures.get() >= FAILURES && !trialIsDue()) {
            throw new SessionsUnavailableException(store + " does not answer: " + lastFailure, RETRY);
        }
        if (!calls.tryAcquire()) {
            throw new SessionsUnavailableException(store + " is busy: too many calls at once", RETRY);
        }
        try {
            T result = call.run();
            succeeded();
            return result;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SessionsUnavailableException(store + " was asked by a thread that ends", RETRY, interrupted);
        } catch (Exception failure) {
            failed(failure);
            throw new SessionsUnavailableException(store + " does not answer", RETRY, failure);
        } finally {
            calls.release();
        }
    }

    /**
     * Returns whether the store answers. It is asked when nobody did within the last second, so that a node without requests notices an outage and the end of one.
     *
     * @param ping the cheapest call that needs the store
     */
    public Health health(Call<?> ping) {
        if (!succeeded || nanoTime.getAsLong() - lastSuccess > FRESH || failures.get() > 0) {
            try {
                call(ping);
            } catch (SessionsUnavailableException unavailable) {
                return new Health(Health.State.DOWN, describe(unavailable));
            }
        }
        return Health.up();
    }

    // Trials do not wait for each other: one that hangs must not keep the next from noticing that the store is back.
    private boolean trialIsDue() {
        long now = nanoTime.getAsLong();
        long due = nextTrial.get();
        return now - due >= 0 && nextTrial.compareAndSet(due, now + TRIAL_EVERY);
    }

    private void succeeded() {
        lastSuccess = nanoTime.getAsLong();
        succeeded = true;
        if (failures.get() != 0 && failures.getAndSet(0) >= FAILURES) {
            LOG.info("{} answers again", store);
        }
    }

    private void failed(Exception failure) {
        lastFailure = describe(failure);
        int count = failures.incrementAndGet();
        if (count == FAILURES) {
            nextTrial.set(nanoTime.getAsLong() + TRIAL_EVERY);
            LOG.warn("{} does not answer; the last of {} failures was {}", store, count, lastFailure);
        }
    }

    // Pools wrap what happened; the innermost failure says it.
    private static String describe(Exception failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
}
