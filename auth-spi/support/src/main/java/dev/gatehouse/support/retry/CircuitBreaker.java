package dev.gatehouse.support.retry;

import dev.gatehouse.spi.stability.Internal;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a back end that fails from being asked by every request. After {@value #THRESHOLD} failures in a row it opens: no
 * call gets through but a probe now and then. A call that succeeds closes it. Thread-safe; a closed breaker without failures
 * takes no lock.
 *
 * @since 0.1
 */
@Internal
public final class CircuitBreaker {

    /** How a call got through. */
    public enum Pass {
        /** As one of many. */
        NORMAL,
        /** As the one that finds out whether the back end works again. */
        PROBE
    }

    /** How the state changed, for the log. */
    public enum Change {
        NONE,
        OPENED,
        CLOSED
    }

    /** How many failures in a row open it. */
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
     * A closed breaker that sends one probe at a time. The pause before each grows with the probes that failed. Every call
     * must have a deadline: while a probe is under way, there is no other.
     *
     * @param nanoTime {@link System#nanoTime}, or what a test moves
     */
    public static CircuitBreaker withBackOff(LongSupplier nanoTime, ExponentialBackOff pauses) {
        return new CircuitBreaker(nanoTime, pauses, false);
    }

    /**
     * A closed breaker that sends a probe each time a period has passed, also while others are under way: one that hangs
     * does not keep the next from noticing that the back end is back.
     *
     * @param nanoTime {@link System#nanoTime}, or what a test moves
     * @param period positive, one hour at most
     */
    public static CircuitBreaker withPeriod(LongSupplier nanoTime, Duration period) {
        return new CircuitBreaker(nanoTime, new ExponentialBackOff(period, period, 0, period, () -> 0), true);
    }

    /** Returns how a call gets through, and the caller must report what came of it; {@code null} if it does not. */
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

    /** The back end answered as it should. */
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
     * The back end did not answer as it should.
     *
     * @param retryAfterSeconds how long it asks to be left alone; 0 if it does not say
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

    /** The call's end tells nothing about the back end, such as an answer that is wrong for this one question. */
    public synchronized void undetermined(Pass pass) {
        if (pass == Pass.PROBE) {
            probing = false;
        }
    }

    /** Returns when a call may get through again; at least a second. */
    public synchronized Duration retryAfter() {
        Duration left = open ? Duration.ofNanos(openUntil - nanoTime.getAsLong()) : Duration.ZERO;
        return left.compareTo(SHORTEST_RETRY) > 0 ? left : SHORTEST_RETRY;
    }

    /** Returns whether calls are kept back. */
    public boolean isOpen() {
        return open;
    }

    /** Returns how many calls failed since the last one that did not, at least {@link #THRESHOLD} while it is open. */
    public int failuresInRow() {
        return failures;
    }
}
