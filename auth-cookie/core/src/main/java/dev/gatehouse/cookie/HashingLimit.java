package dev.gatehouse.cookie;

import dev.gatehouse.cookie.users.UsersUnavailableException;
import dev.gatehouse.spi.MechanismContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Bounds how many passwords are checked at once and how many logins wait for that, so that logins can take neither all memory nor all threads. Thread-safe. */
final class HashingLimit {

    private static final int WAITING = 32;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    /**
     * What takes a turn.
     *
     * @param <T> what comes of it
     */
    @FunctionalInterface
    interface Work<T> {
        /** Does it. */
        T run() throws UsersUnavailableException;
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

    /** Returns the limit that all mechanisms of the host share. */
    static HashingLimit of(MechanismContext context) {
        int atOnce = context.settings().get(LoginSettings.HASH_CONCURRENCY);
        return context.sharedState("hashing-" + atOnce, HashingLimit.class, () -> new HashingLimit(atOnce));
    }

    /** Takes one of the places of logins under way, if there is one; give it back with {@link #leave()}. */
    boolean enter() {
        return places.tryAcquire();
    }

    void leave() {
        places.release();
    }

    /** Does work when its turn comes; empty when there was no turn for it within the time. */
    <T> Optional<T> inTurn(Work<T> work) throws UsersUnavailableException {
        try {
            if (!turns.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            return Optional.of(work.run());
        } finally {
            turns.release();
        }
    }
}
