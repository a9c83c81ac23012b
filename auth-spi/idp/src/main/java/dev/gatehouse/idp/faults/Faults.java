package dev.gatehouse.idp.faults;

import dev.gatehouse.spi.stability.Incubating;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The faults of an issuer that tests can switch on. Each endpoint has at most one {@link Fault} and one {@link Hold}.
 * Thread-safe. {@code IdentityProvider.stop()} stops the whole server.
 *
 * @since 0.1
 */
@Incubating
public final class Faults {

    /** A fault and the number of requests that it still applies to. */
    private record Armed(Fault fault, int left) {}

    private final Map<Endpoint, Armed> armed = new EnumMap<>(Endpoint.class);
    private final Map<Endpoint, Hold> holds = new EnumMap<>(Endpoint.class);
    private Duration skew = Duration.ZERO;

    public Faults() {}

    /** Arms a fault until it is replaced or cleared. */
    public void set(Endpoint endpoint, Fault fault) {
        set(endpoint, fault, Integer.MAX_VALUE);
    }

    /** Arms a fault for the next {@code times} requests. */
    public synchronized void set(Endpoint endpoint, Fault fault, int times) {
        if (times < 1) {
            throw new IllegalArgumentException("expected times of at least 1");
        }
        armed.put(endpoint, new Armed(fault, times));
    }

    /** Holds back all further responses of the endpoint. An earlier hold of the endpoint is released. */
    public Hold hold(Endpoint endpoint) {
        Hold fresh = new Hold();
        Hold old;
        synchronized (this) {
            old = holds.put(endpoint, fresh);
        }
        if (old != null) {
            old.release();
        }
        return fresh;
    }

    /**
     * Sets the offset of the issuer's clock; it is ahead if the offset is positive. Times in tokens and expiry follow
     * it.
     */
    public synchronized void skew(Duration error) {
        skew = error;
    }

    /** Removes the fault and the hold of one endpoint and sends held responses. */
    public void clear(Endpoint endpoint) {
        Hold old;
        synchronized (this) {
            armed.remove(endpoint);
            old = holds.remove(endpoint);
        }
        if (old != null) {
            old.release();
        }
    }

    /** Removes every fault, every hold and the clock skew. */
    public void clear() {
        skew(Duration.ZERO);
        for (Endpoint endpoint : Endpoint.values()) {
            clear(endpoint);
        }
    }

    public synchronized Duration skew() {
        return skew;
    }

    /** Returns the fault for a request that arrives now, and counts the request against a limited fault. */
    public synchronized Fault next(Endpoint endpoint) {
        Armed found = armed.get(endpoint);
        if (found == null) {
            return Fault.none();
        }
        if (found.left() == 1) {
            armed.remove(endpoint);
        } else if (found.left() != Integer.MAX_VALUE) {
            armed.put(endpoint, new Armed(found.fault(), found.left() - 1));
        }
        return found.fault();
    }

    /** Completes when a request that arrives now may be answered. */
    public CompletableFuture<Void> turn(Endpoint endpoint) {
        Hold hold;
        synchronized (this) {
            hold = holds.get(endpoint);
        }
        return hold == null ? CompletableFuture.completedFuture(null) : hold.arrive();
    }
}
