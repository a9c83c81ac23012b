package dev.gatehouse.jwt.keys;

import dev.gatehouse.jwt.jose.TokenReasons;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.stability.Internal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the key for a token of one issuer.
 *
 * <p>A known kid never waits. An unknown kid waits up to a second for a refresh, which all waiting requests share. It
 * is rejected only if a set fetched after the request arrived does not contain it. If there is no such set, because the
 * issuer does not respond or the {@link RefreshBudget} is spent, the result is undecided (503), so that clients keep
 * valid tokens. A kid that the issuer published and {@link WithdrawnKeyIds withdrew} is rejected even then. A
 * thumbprint is treated like a kid. A token with neither is tried with every fitting key, four at most; if none
 * verifies it, one refresh may bring the key. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class KeyResolver implements VerificationKeys {

    private static final int MAX_WAITERS = 16;
    private static final Duration RETRY_NO_KEYS = Duration.ofSeconds(2);
    private static final Duration RETRY_UNDECIDED = Duration.ofSeconds(5);

    private final JwkSource ring;
    private final long patience;
    private final Semaphore waiters = new Semaphore(MAX_WAITERS);
    private final RefreshBudget budget;

    public KeyResolver(JwkSource ring, Scheduler clock) {
        this(ring, clock, KeyLifetimes.PATIENCE);
    }

    /** @param patience how long a request with an unknown kid waits */
    public KeyResolver(JwkSource ring, Scheduler clock, Duration patience) {
        this.ring = ring;
        this.patience = patience.toNanos();
        this.budget = new RefreshBudget(clock);
    }

    @Override
    public boolean holds(VerificationKey key) {
        return ring.holds(key);
    }

    @Override
    public Health health() {
        return ring.health();
    }

    @Override
    public List<Measurement> measurements() {
        return ring.measurements();
    }

    @Override
    public void start() {
        ring.start();
    }

    @Override
    public void close() {
        ring.close();
    }

    @Override
    public void awaitFirst(Duration atMost) {
        JwkSource.Flight first = ring.flight();
        if (first == null || ring.keys() != null || !waiters.tryAcquire()) {
            return;
        }
        try {
            landed(first, System.nanoTime() + atMost.toNanos());
        } finally {
            waiters.release();
        }
    }

    @Override
    public KeyLookup find(KeyQuery query) {
        KeySet keys = ring.keys();
        if (keys == null) {
            return new KeyLookup.Undecided(TokenReasons.NO_KEYS.withDetail(ring.absence()), RETRY_NO_KEYS);
        }
        KeyLookup found = candidates(keys.find(query), query);
        if (found != null) {
            return found;
        }
        // The kid is known with another algorithm. A refresh would not change that.
        return query.kid() != null && keys.knows(query.kid()) && !keys.isCut()
                ? new KeyLookup.Unknown(TokenReasons.KEY_UNKNOWN)
                : afterRefresh(query, List.of());
    }

    @Override
    public KeyLookup findNewer(KeyQuery query, List<VerificationKey> tried) {
        KeyLookup found = untried(query, tried);
        return found == null ? afterRefresh(query, tried) : found;
    }

    private static @Nullable KeyLookup candidates(List<VerificationKey> keys, KeyQuery query) {
        if (keys.size() > KeySet.MAX_CANDIDATES) {
            return new KeyLookup.Unknown(TokenReasons.KEY_AMBIGUOUS);
        }
        return keys.isEmpty() ? null : new KeyLookup.Found(keys, query.named());
    }

    /** Returns the current candidates that have not been tried; {@code null} if there are none. */
    private @Nullable KeyLookup untried(KeyQuery query, List<VerificationKey> tried) {
        List<VerificationKey> known = ring.known(query);
        if (tried.isEmpty() || known.size() > KeySet.MAX_CANDIDATES) {
            return candidates(known, query);
        }
        List<VerificationKey> others = new ArrayList<>(known);
        others.removeAll(tried);
        return candidates(others, query);
    }

    private KeyLookup afterRefresh(KeyQuery query, List<VerificationKey> tried) {
        if (!waiters.tryAcquire()) {
            return withoutNews(query);
        }
        try {
            long deadline = System.nanoTime() + patience;
            JwkSource.Flight earlier = ring.flight();
            if (earlier != null) {
                landed(earlier, deadline);
                KeyLookup found = untried(query, tried);
                if (found != null) {
                    return found;
                }
            }
            Later later = later(query, earlier);
            if (later == null || !landed(later.flight, deadline)) {
                return withoutNews(query);
            }
            KeyLookup found = untried(query, tried);
            return found == null ? lacking(query, tried, later.grant) : found;
        } finally {
            waiters.release();
        }
    }

    /**
     * A fetch that started after a request arrived.
     *
     * @param grant what paid for it; {@code null} if another request or the schedule started it
     */
    private record Later(JwkSource.Flight flight, RefreshBudget.@Nullable Grant grant) {}

    /**
     * Returns a fetch that started after the request arrived; {@code null} if none is allowed, or if the earlier one is
     * still in progress. In that case the request has waited long enough, and the earlier fetch cannot prove that a
     * newer key is missing.
     */
    private @Nullable Later later(KeyQuery query, JwkSource.@Nullable Flight earlier) {
        synchronized (budget) {
            JwkSource.Flight current = ring.flight();
            if (current != null) {
                return current.equals(earlier) ? null : new Later(current, null);
            }
            if (!ring.mayAsk()) {
                return null;
            }
            RefreshBudget.Grant grant = budget.take(query, isWithdrawn(query));
            return grant == null ? null : new Later(ring.refresh(), grant);
        }
    }

    /** Waits for a fetch; returns whether it returned a key set. */
    private static boolean landed(JwkSource.Flight flight, long deadline) {
        try {
            return flight.done().get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException notInTime) {
            return false;
        }
    }

    /** Returns the result if a set that was fetched after the request arrived does not have the key. */
    private KeyLookup lacking(KeyQuery query, List<VerificationKey> tried, RefreshBudget.@Nullable Grant grant) {
        synchronized (budget) {
            budget.inVain(query, grant);
        }
        KeySet keys = ring.keys();
        if (keys == null || keys.isEmpty()) {
            return new KeyLookup.Undecided(TokenReasons.NO_USABLE_KEY, RETRY_UNDECIDED);
        }
        if (keys.isCut()) {
            return new KeyLookup.Undecided(TokenReasons.KEYS_CUT, RETRY_UNDECIDED);
        }
        if (query.kid() != null) {
            ring.lacks(query.kid());
        }
        return new KeyLookup.Unknown(unknown(query, tried));
    }

    private static Reason unknown(KeyQuery query, List<VerificationKey> tried) {
        if (!tried.isEmpty()) {
            return TokenReasons.SIGNATURE;
        }
        if (query.kid() != null) {
            return TokenReasons.KEY_UNKNOWN;
        }
        return query.thumbprint() == null ? TokenReasons.NO_FITTING_KEY : TokenReasons.THUMBPRINT_UNKNOWN;
    }

    private boolean isWithdrawn(KeyQuery query) {
        return query.kid() != null && ring.withdrew(query.kid());
    }

    /**
     * Returns the result if no newer set is available. Two sets without a withdrawn kid are enough: its tokens are
     * rejected, so that their clients get new ones.
     */
    private KeyLookup withoutNews(KeyQuery query) {
        KeySet keys = ring.keys();
        if (keys == null || keys.isEmpty()) {
            return new KeyLookup.Undecided(TokenReasons.NO_USABLE_KEY, RETRY_UNDECIDED);
        }
        if (isWithdrawn(query)) {
            return new KeyLookup.Unknown(TokenReasons.KEY_UNKNOWN);
        }
        synchronized (budget) {
            budget.undecided(query);
        }
        return new KeyLookup.Undecided(
                keys.isCut() ? TokenReasons.KEYS_CUT : TokenReasons.KEYS_UNDECIDED, RETRY_UNDECIDED);
    }
}
