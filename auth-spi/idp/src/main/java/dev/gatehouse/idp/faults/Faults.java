package dev.gatehouse.idp.faults;

import dev.gatehouse.spi.stability.Incubating;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The switches of an issuer's faults in a test. Each endpoint has at most one {@link Fault} and one
 * {@link Hold}. Safe for use by several threads. {@code IdentityProvider.stop()} takes the whole server down.
 *
 * @since 0.1
 */
@Incubating
public final class Faults {

    /** A fault and for how many more requests it stands. */
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
            throw new IllegalArgumentException("times must be at least 1");
        }
        armed.put(endpoint, new Armed(fault, times));
    }

    /** Holds back every answer of the endpoint from now on; an older hold of the endpoint is released. */
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

    /** Sets the error of the issuer's clock (ahead when positive). Times in tokens and expiries follow it. */
    public synchronized void skew(Duration error) {
        skew = error;
    }

    /** Removes the fault and the hold of one endpoint; held answers are sent. */
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

    /** The fault for a request that came in now; counts it against a limited fault. */
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

    /** Completes when a request that came in now may be answered. */
    public CompletableFuture<Void> turn(Endpoint endpoint) {
        Hold hold;
        synchronized (this) {
            hold = holds.get(endpoint);
        }
        return hold == null ? CompletableFuture.completedFuture(null) : hold.arrive();
    }
}
