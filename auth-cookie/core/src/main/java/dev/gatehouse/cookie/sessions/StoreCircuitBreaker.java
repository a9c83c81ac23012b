package dev.gatehouse.cookie.sessions;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.spi.stability.Incubating;
import dev.gatehouse.support.CallCounts;
import dev.gatehouse.support.retry.CircuitBreaker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A circuit breaker in front of a store, with a limit for concurrent calls. Calls above the limit are refused at once.
 * While the store does not answer, all calls are refused at once except for a trial every half second. The first
 * successful trial closes the breaker, so a store is used within a second of its return.
 *
 * <p>Timeouts are up to the store: a second to connect, two seconds for a call. Thread-safe.
 *
 * @since 0.1
 */
@Incubating
public final class StoreCircuitBreaker {

    /** A call to the store. */
    @FunctionalInterface
    public interface Call<T extends @Nullable Object> {
        /**
         * Calls the store.
         *
         * @throws Exception if the store did not answer; a failure that is not an outage must be returned as a value
         */
        T run() throws Exception;
    }

    private static final Logger LOG = LoggerFactory.getLogger(StoreCircuitBreaker.class);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration TRIAL_EVERY = Duration.ofMillis(500);
    private static final long FRESH = Duration.ofSeconds(1).toNanos();

    private final String store;
    private final Semaphore calls;
    private final LongSupplier nanoTime;
    private final CircuitBreaker breaker;
    private final CallCounts counts = new CallCounts();
    private final LongAdder refused = new LongAdder();
    private volatile long lastSuccess;
    private volatile boolean succeeded;
    private volatile String lastFailure = "";

    /**
     * Creates a closed circuit breaker.
     *
     * @param store the name of the store in logs and health, such as {@code the session database}
     * @param limit how many calls may run at once
     * @param nanoTime {@link System#nanoTime}, or the clock of a test
     */
    public StoreCircuitBreaker(String store, int limit, LongSupplier nanoTime) {
        this.store = store;
        this.calls = new Semaphore(limit);
        this.nanoTime = nanoTime;
        this.breaker = CircuitBreaker.withPeriod(nanoTime, TRIAL_EVERY);
    }

    /**
     * Makes a call, unless the store is known not to answer.
     *
     * @throws SessionsUnavailableException if the call was refused, or failed with any exception, which is then the
     *     cause
     */
    public <T extends @Nullable Object> T call(Call<T> call) throws SessionsUnavailableException {
        CircuitBreaker.Pass pass = breaker.enter();
        if (pass == null) {
            refused.increment();
            throw new SessionsUnavailableException(store + " does not answer: " + lastFailure, RETRY);
        }
        if (!calls.tryAcquire()) {
            refused.increment();
            throw new SessionsUnavailableException(store + " is busy: too many concurrent calls", RETRY);
        }
        long start = nanoTime.getAsLong();
        boolean good = false;
        try {
            T result = call.run();
            succeeded();
            good = true;
            return result;
        } catch (InterruptedException interrupted) {
            breaker.undetermined(pass);
            Thread.currentThread().interrupt();
            throw new SessionsUnavailableException(
                    "the thread was interrupted during a call to " + store, RETRY, interrupted);
        } catch (Exception failure) {
            failed(pass, failure);
            throw new SessionsUnavailableException(store + " does not answer", RETRY, failure);
        } finally {
            calls.release();
            counts.ended(nanoTime.getAsLong() - start, good);
        }
    }

    /**
     * Returns the number, the failures and the time of the calls to the store, and how many were refused without a
     * call.
     */
    public List<Measurement> measurements() {
        List<Measurement> all = new ArrayList<>(counts.measurements("store"));
        all.add(Measurement.counter("store.refused", (double) refused.sum()));
        return List.copyOf(all);
    }

    /**
     * Returns whether the store answers. Calls it if there was no successful call within the last second, so that a
     * node without requests notices the start and the end of an outage.
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

    // Connection pools wrap the failure; the innermost cause describes it.
    private static String describe(Exception failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
}
