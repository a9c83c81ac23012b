package dev.gatehouse.tasklist.store.jdbc.sql;

import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.tasklist.store.StoreUnavailableException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many calls of one caller run at once, so that the slow calls of one do not take all connections. Others of
 * the caller wait. They hold threads of the server, of which a container usually has 200, so there are bounds for them
 * too: {@value #WAITING_OF_CALLER} of one caller and {@value #WAITING} in all. Calls within their shares get
 * connections in the order of their arrival; a pool prefers the thread that used a connection last. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class CallerShares {

    /** The workers of an API client have one name, and all of them call at once. */
    public static final int WAITING_OF_CALLER = 64;

    /** How many calls of all callers may wait for their share. */
    public static final int WAITING = 96;

    private final Semaphore waiting = new Semaphore(WAITING);
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

    /** Creates the shares of a pool: the number of connections, how many one caller may use, and the longest wait. */
    public CallerShares(int connections, int share, Duration wait) {
        this.connections = new Semaphore(connections, true);
        this.share = share;
        this.wait = wait;
    }

    /**
     * Runs a call when the share of its caller allows it.
     *
     * @throws StoreUnavailableException if too many calls of the caller wait, or if it had to wait too long
     */
    public <T> T run(String caller, Supplier<T> call) {
        Gate gate = enter(caller);
        try {
            return after(
                    gate.running,
                    waiting,
                    "other calls of the caller use the whole share of the caller",
                    () -> run(call));
        } finally {
            leave(caller);
        }
    }

    /**
     * Runs a call that has no share.
     *
     * @throws StoreUnavailableException if it had to wait too long
     */
    public <T> T run(Supplier<T> call) {
        return after(connections, null, "other calls use all connections", call);
    }

    private <T> T after(Semaphore places, @Nullable Semaphore waiters, String refusal, Supplier<T> call) {
        try {
            // Without the time, it would overtake those that wait.
            boolean entered = places.tryAcquire(0, TimeUnit.MILLISECONDS) || awaited(places, waiters);
            if (!entered) {
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
    public int waiting() {
        return connections.getQueueLength();
    }

    private boolean awaited(Semaphore places, @Nullable Semaphore waiters) throws InterruptedException {
        if (waiters == null) {
            return places.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
        }
        if (!waiters.tryAcquire()) {
            throw new StoreUnavailableException("too many calls are waiting");
        }
        try {
            return places.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            waiters.release();
        }
    }

    private Gate enter(String caller) {
        Gate entered = gates.compute(caller, (name, gate) -> {
            if (gate == null) {
                return new Gate(new Semaphore(share, true), 1);
            }
            if (gate.calls >= share + WAITING_OF_CALLER) {
                throw new StoreUnavailableException("too many calls of the caller are waiting");
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
