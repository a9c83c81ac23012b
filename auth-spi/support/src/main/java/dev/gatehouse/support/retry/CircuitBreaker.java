package dev.gatehouse.support.retry;

import dev.gatehouse.spi.stability.Internal;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Stops calls to a back end that fails. After {@value #THRESHOLD} consecutive failures it opens and admits only
 * occasional probes. A successful call closes it. Thread-safe; a closed breaker without failures takes no lock.
 *
 * @since 0.1
 */
@Internal
public final class CircuitBreaker {

    /** How a call was admitted. */
    public enum Pass {
        /** As a regular call. */
        NORMAL,
        /** As a probe, which finds out whether the back end works again. */
        PROBE
    }

    /** A change of the state, for the log. */
    public enum Change {
        NONE,
        OPENED,
        CLOSED
    }

    /** The number of consecutive failures that open it. */
    public static final int THRESHOLD = 5;

    private static final Duration SHORTEST_RETRY = Duration.ofSeconds(1);

    private final LongSupplier nanoTime;
    private final ExponentialBackOff pauses;
    private final boolean overlapping;
    private volatile int failures;
    private volatile boolean open;
    private int openings;
    private boolean probing;
    private long openUntil;

    private CircuitBreaker(LongSupplier nanoTime, ExponentialBackOff pauses, boolean overlapping) {
        this.nanoTime = nanoTime;
        this.pauses = pauses;
        this.overlapping = overlapping;
    }

    /**
     * Creates a closed breaker that sends one probe at a time. The pause before each probe grows with the number of
     * failed ones. Every call must have a deadline, because there is no other probe while one is in progress.
     *
     * @param nanoTime {@link System#nanoTime}, or the clock of a test
     */
    public static CircuitBreaker withBackOff(LongSupplier nanoTime, ExponentialBackOff pauses) {
        return new CircuitBreaker(nanoTime, pauses, false);
    }

    /**
     * Creates a closed breaker that sends a probe after each period, even while others are in progress. A probe that
     * hangs does not delay the next one.
     *
     * @param nanoTime {@link System#nanoTime}, or the clock of a test
     * @param period the period; positive, at most one hour
     */
    public static CircuitBreaker withPeriod(LongSupplier nanoTime, Duration period) {
        return new CircuitBreaker(nanoTime, new ExponentialBackOff(period, period, 0, period, () -> 0), true);
    }

    /**
     * Admits or refuses a call. The caller must report the result of an admitted call. Returns {@code null} for a
     * refused one.
     */
    public @Nullable Pass enter() {
        return open ? enterOpen() : Pass.NORMAL;
    }

    private synchronized @Nullable Pass enterOpen() {
        if (!open) {
            return Pass.NORMAL;
        }
        if ((probing && !overlapping) || nanoTime.getAsLong() - openUntil < 0) {
            return null;
        }
        probing = true;
        if (overlapping) {
            pause(Duration.ZERO);
        }
        return Pass.PROBE;
    }

    /** Reports a success. */
    public Change succeeded() {
        return open || failures != 0 ? close() : Change.NONE;
    }

    private synchronized Change close() {
        boolean wasOpen = open;
        failures = 0;
        openings = 0;
        open = false;
        probing = false;
        return wasOpen ? Change.CLOSED : Change.NONE;
    }

    /**
     * Reports a failure.
     *
     * @param retryAfterSeconds how long the back end asks the client to wait; 0 if it does not say
     */
    public synchronized Change failed(Pass pass, long retryAfterSeconds) {
        if (open && (pass == Pass.NORMAL || overlapping)) {
            // The call began before the breaker opened, or the next probe is due already.
            return Change.NONE;
        }
        failures = failures + 1;
        if (failures < THRESHOLD) {
            return Change.NONE;
        }
        boolean wasOpen = open;
        openings++;
        open = true;
        probing = false;
        pause(Duration.ofSeconds(retryAfterSeconds));
        return wasOpen ? Change.NONE : Change.OPENED;
    }

    private void pause(Duration askedFor) {
        openUntil = nanoTime.getAsLong()
                + pauses.delay(Math.max(openings, 1), askedFor).toNanos();
    }

    /**
     * Reports a result that says nothing about the back end, such as a response that is invalid for this request only.
     */
    public synchronized void undetermined(Pass pass) {
        if (pass == Pass.PROBE) {
            probing = false;
        }
    }

    /** Returns the time until a call may be admitted again; at least a second. */
    public synchronized Duration retryAfter() {
        Duration left = open ? Duration.ofNanos(openUntil - nanoTime.getAsLong()) : Duration.ZERO;
        return left.compareTo(SHORTEST_RETRY) > 0 ? left : SHORTEST_RETRY;
    }

    /** Returns whether the breaker is open. */
    public boolean isOpen() {
        return open;
    }

    /** Returns the number of failures since the last success, at least {@link #THRESHOLD} while it is open. */
    public int failuresInRow() {
        return failures;
    }
}
