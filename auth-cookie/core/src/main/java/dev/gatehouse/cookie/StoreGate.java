package dev.gatehouse.cookie;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.support.retry.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to a store that may be slow or gone: a limit of calls at once and a circuit breaker. Whatever is over the limit, and everything but a trial every half a second while
 * the store does not answer, is refused at once. The first trial that succeeds opens the way again, so a store is used within a second of its return. Time-outs are the store's
 * own: connecting within one second, a call within two. Thread-safe.
 */
public final class StoreGate {

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

    private static final Logger LOG = LoggerFactory.getLogger(StoreGate.class);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration TRIAL_EVERY = Duration.ofMillis(500);
    private static final long FRESH = Duration.ofSeconds(1).toNanos();

    private final String store;
    private final Semaphore calls;
    private final LongSupplier nanoTime;
    private final CircuitBreaker breaker;
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
    public StoreGate(String store, int limit, LongSupplier nanoTime) {
        this.store = store;
        this.calls = new Semaphore(limit);
        this.nanoTime = nanoTime;
        this.breaker = CircuitBreaker.withPeriod(nanoTime, TRIAL_EVERY);
    }

    /**
     * Makes a call, unless the store is known not to answer.
     *
     * @throws SessionsUnavailableException if it was refused, or failed with any exception, which is then the cause
     */
    public <T extends @Nullable Object> T call(Call<T> call) throws SessionsUnavailableException {
        CircuitBreaker.Pass pass = breaker.enter();
        if (pass == null) {
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
            breaker.undetermined(pass);
            Thread.currentThread().interrupt();
            throw new SessionsUnavailableException(store + " was asked by a thread that ends", RETRY, interrupted);
        } catch (Exception failure) {
            failed(pass, failure);
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
        if (!succeeded || nanoTime.getAsLong() - lastSuccess > FRESH || breaker.failuresInRow() > 0) {
            try {
                call(ping);
            } catch (SessionsUnavailableException unavailable) {
                return new Health(Health.State.DOWN, describe(unavailable));
            }
        }
        return Health.up();
    }

    private void succeeded() {
        lastSuccess = nanoTime.getAsLong();
        succeeded = true;
        if (breaker.succeeded() == CircuitBreaker.Change.CLOSED) {
            LOG.info("{} answers again", store);
        }
    }

    private void failed(CircuitBreaker.Pass pass, Exception failure) {
        lastFailure = describe(failure);
        if (breaker.failed(pass, 0) == CircuitBreaker.Change.OPENED) {
            LOG.warn("{} does not answer; the last of {} failures was {}", store, breaker.failuresInRow(), lastFailure);
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
