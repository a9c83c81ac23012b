package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.StoreUnavailableException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Bounds how many calls of one caller run at once, so that the slow calls of one do not take all connections. As many
 * again may wait; they hold a thread of the server, so there is a bound for them too. Calls within their shares get
 * connections in the order of their arrival; a pool prefers the thread that used a connection last. Thread-safe.
 */
final class CallerShares {

    private final Semaphore connections;
    private final int share;
    private final Duration wait;
    private final ConcurrentHashMap<String, Gate> gates = new ConcurrentHashMap<>();

    /** The calls of a caller. It exists while there is one. */
    private static final class Gate {
        private final Semaphore running;
        private final int calls;

        private Gate(Semaphore running, int calls) {
            this.running = running;
            this.calls = calls;
        }
    }

    CallerShares(int connections, int share, Duration wait) {
        this.connections = new Semaphore(connections, true);
        this.share = share;
        this.wait = wait;
    }

    /**
     * Runs a call when the share of its caller allows it.
     *
     * @throws StoreUnavailableException if too many calls of the caller wait, or if it had to wait too long
     */
    <T> T run(String caller, Supplier<T> call) {
        Gate gate = enter(caller);
        try {
            return after(gate.running, "other calls of the caller use the whole share of the caller", () -> run(call));
        } finally {
            leave(caller);
        }
    }

    /**
     * Runs a call that has no share.
     *
     * @throws StoreUnavailableException if it had to wait too long
     */
    <T> T run(Supplier<T> call) {
        return after(connections, "other calls use all connections", call);
    }

    private <T> T after(Semaphore places, String refusal, Supplier<T> call) {
        try {
            if (!places.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoreUnavailableException(refusal);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted");
        }
        try {
            return call.get();
        } finally {
            places.release();
        }
    }

    /** Returns about how many calls wait for a connection. */
    int waiting() {
        return connections.getQueueLength();
    }

    private Gate enter(String caller) {
        Gate entered = gates.compute(caller, (name, gate) -> {
            if (gate == null) {
                return new Gate(new Semaphore(share, true), 1);
            }
            if (gate.calls >= 2 * share) {
                throw new StoreUnavailableException("too many calls of the caller wait");
            }
            return new Gate(gate.running, gate.calls + 1);
        });
        return Objects.requireNonNull(entered);
    }

    private void leave(String caller) {
        gates.compute(
                caller,
                (name, gate) -> gate == null || gate.calls == 1 ? null : new Gate(gate.running, gate.calls - 1));
    }
}
