package dev.gatehouse.cookie;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Bounds how many passwords are checked at once and how many logins wait for that, so that logins can take neither all memory nor all threads. Thread-safe. */
final class HashingLimit {

    private static final int WAITING = 32;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    /** What came of a check. */
    enum Outcome {
        /** The password is right. */
        RIGHT,
        /** The password is wrong. */
        WRONG,
        /** There was no turn for it within the time. */
        NO_TURN
    }

    private final Semaphore places;
    private final Semaphore turns;
    private final Duration longestWait;

    HashingLimit(int atOnce) {
        this(atOnce, LONGEST_WAIT);
    }

    HashingLimit(int atOnce, Duration longestWait) {
        this.longestWait = longestWait;
        this.places = new Semaphore(atOnce + WAITING);
        this.turns = new Semaphore(atOnce, true);
    }

    /** Takes one of the places of logins under way, if there is one; give it back with {@link #leave()}. */
    boolean enter() {
        return places.tryAcquire();
    }

    void leave() {
        places.release();
    }

    /** Runs a check when its turn comes. */
    Outcome check(BooleanSupplier check) {
        try {
            if (!turns.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
                return Outcome.NO_TURN;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Outcome.NO_TURN;
        }
        try {
            return check.getAsBoolean() ? Outcome.RIGHT : Outcome.WRONG;
        } finally {
            turns.release();
        }
    }
}
