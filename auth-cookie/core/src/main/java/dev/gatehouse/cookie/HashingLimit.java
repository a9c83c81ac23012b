package dev.gatehouse.cookie;

import dev.gatehouse.cookie.users.UsersUnavailableException;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.spi.MechanismContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Limits how many passwords are hashed at once and how many logins wait, so that logins can exhaust neither memory nor
 * threads. Thread-safe.
 */
final class HashingLimit {

    private static final int WAITING = 32;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    /**
     * Work that needs a turn.
     *
     * @param <T> its result
     */
    @FunctionalInterface
    interface Work<T> {
        /** Runs the work. */
        T run() throws UsersUnavailableException;
    }

    private final int atOnce;
    private final Semaphore places;
    private final Semaphore turns;
    private final Duration longestWait;

    HashingLimit(int atOnce) {
        this(atOnce, LONGEST_WAIT);
    }

    HashingLimit(int atOnce, Duration longestWait) {
        this.atOnce = atOnce;
        this.longestWait = longestWait;
        this.places = new Semaphore(atOnce + WAITING);
        this.turns = new Semaphore(atOnce, true);
    }

    /** Returns the limit that all mechanisms of the host share. */
    static HashingLimit of(MechanismContext context) {
        int atOnce = context.settings().get(LoginSettings.HASH_CONCURRENCY);
        return context.sharedState("hashing-" + atOnce, HashingLimit.class, () -> new HashingLimit(atOnce));
    }

    /** Returns how many passwords are being verified, how many may be at once, and how many logins wait for that. */
    List<Measurement> measurements() {
        int running = Math.max(0, atOnce - turns.availablePermits());
        int entered = Math.max(0, atOnce + WAITING - places.availablePermits());
        return List.of(
                Measurement.gauge("passwords.running", running),
                Measurement.gauge("passwords.limit", atOnce),
                Measurement.gauge("passwords.waiting", Math.max(0, entered - running)));
    }

    /** Reserves one of the places for logins in progress, if one is free. Release it with {@link #leave()}. */
    boolean enter() {
        return places.tryAcquire();
    }

    void leave() {
        places.release();
    }

    /** Runs the work when its turn comes; empty if there was no turn in time. */
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
