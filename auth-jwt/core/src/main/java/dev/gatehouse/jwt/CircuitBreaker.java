package dev.gatehouse.jwt;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a back end that fails from being asked by every request. After five failures in a row it opens: nobody gets through for a while that grows and is jittered, then
 * one call tries for all others. Thread-safe.
 */
final class CircuitBreaker {

    /** How a call got through. */
    enum Pass {
        /** As one of many. */
        NORMAL,
        /** As the one that tries whether the back end is well again. */
        PROBE
    }

    /** What became of the state by an event, for whoever logs. */
    enum Change {
        NONE,
        OPENED,
        CLOSED
    }

    static final int THRESHOLD = 5;

    private final KeyClock clock;
    private final BackOff backOff;
    private int failures;
    private int openings;
    private boolean open;
    private boolean probing;
    private long openUntil;

    CircuitBreaker(KeyClock clock) {
        this.clock = clock;
        this.backOff = new BackOff(clock::random);
    }

    /** Lets a call through or not; who gets a pass must report what came of it. */
    synchronized @Nullable Pass enter() {
        if (!open) {
            return Pass.NORMAL;
        }
        if (probing || clock.nanos() - openUntil < 0) {
            return null;
        }
        probing = true;
        return Pass.PROBE;
    }

    /** The back end answered as it should. */
    synchronized Change succeeded() {
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
     * @param retryAfterSeconds when it wants to be asked again; 0 when it did not say
     */
    synchronized Change failed(Pass pass, long retryAfterSeconds) {
        if (open && pass == Pass.NORMAL) {
            // It set out before the breaker opened, so it tells nothing new.
            return Change.NONE;
        }
        failures++;
        if (failures < THRESHOLD) {
            return Change.NONE;
        }
        boolean wasOpen = open;
        openings++;
        open = true;
        probing = false;
        // As without keys: nothing new can be decided meanwhile, so its return must be noticed soon.
        openUntil = clock.nanos() + backOff.delay(openings, false, retryAfterSeconds);
        return wasOpen ? Change.NONE : Change.OPENED;
    }

    /** The call's end tells nothing about the back end, such as an answer that is wrong for this one question. */
    synchronized void undetermined(Pass pass) {
        if (pass == Pass.PROBE) {
            probing = false;
        }
    }

    /** Returns when a call may get through again; at least a second. */
    synchronized Duration retryAfter() {
        long left = open ? openUntil - clock.nanos() : 0;
        return Duration.ofNanos(Math.max(left, Duration.ofSeconds(1).toNanos()));
    }

    synchronized boolean isOpen() {
        return open;
    }

    /** Returns how many calls failed since the last one that did not. */
    synchronized int failuresInRow() {
        return failures;
    }
}
