package dev.gatehouse.jwt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.spi.Health;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the key for a token of one issuer.
 *
 * <p>A known kid never waits. An unknown one waits a second at most for a refresh that everybody shares, and counts as unknown only when a set that was fetched after the
 * request came lacks it; when that can't be had, because the issuer does not answer or was asked too often, the answer is "undecided" (503), so that
 * clients keep good tokens. The exception is a kid that the issuer published and took back. A kid that was just seen to be missing, or was taken back, may
 * not use up the refreshes that a new key will need. Thread-safe.
 */
final class KeyFinder implements IssuerKeys {

    private static final int MAX_WAITERS = 16;
    private static final int MAX_MISSING = 1_000;
    private static final Duration MISSING_LIFE = Duration.ofSeconds(60);
    private static final Duration RETRY_NO_KEYS = Duration.ofSeconds(2);
    private static final Duration RETRY_UNDECIDED = Duration.ofSeconds(5);

    private final KeyRing ring;
    private final KeyClock clock;
    private final long patience;
    private final Semaphore waiters = new Semaphore(MAX_WAITERS);
    private final RefreshBudget budget = new RefreshBudget();
    private final Cache<String, Boolean> missing;

    KeyFinder(KeyRing ring, KeyClock clock) {
        this(ring, clock, KeyTimes.PATIENCE);
    }

    /** @param patience how long a request with an unknown kid waits */
    KeyFinder(KeyRing ring, KeyClock clock, Duration patience) {
        this.ring = ring;
        this.clock = clock;
        this.patience = patience.toNanos();
        this.missing = Caffeine.newBuilder()
                .maximumSize(MAX_MISSING)
                .expireAfterWrite(MISSING_LIFE)
                .ticker(clock::nanos)
                .executor(Runnable::run)
                .build();
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
    public void start() {
        ring.start();
    }

    @Override
    public void close() {
        ring.close();
    }

    @Override
    public KeyLookup find(@Nullable String kid, SigningAlgorithm algorithm) {
        KeySet keys = ring.keys();
        if (keys == null) {
            return new KeyLookup.Undecided(Reasons.NO_KEYS, RETRY_NO_KEYS);
        }
        if (kid == null) {
            VerificationKey only = keys.only(algorithm);
            return only == null ? new KeyLookup.Unknown(Reasons.KEY_AMBIGUOUS) : new KeyLookup.Found(List.of(only));
        }
        List<VerificationKey> found = keys.find(kid, algorithm);
        if (!found.isEmpty()) {
            return new KeyLookup.Found(found);
        }
        // A kid whose key has another algorithm is known: asking again would not change it.
        return keys.knows(kid) ? new KeyLookup.Unknown(Reasons.KEY_UNKNOWN) : afterRefresh(kid, algorithm);
    }

    private KeyLookup afterRefresh(String kid, SigningAlgorithm algorithm) {
        if (!waiters.tryAcquire()) {
            return withoutNews(kid);
        }
        try {
            long deadline = System.nanoTime() + patience;
            KeyRing.Flight earlier = ring.flight();
            if (earlier != null) {
                landed(earlier, deadline);
                List<VerificationKey> found = ring.known(kid, algorithm);
                if (!found.isEmpty()) {
                    return new KeyLookup.Found(found);
                }
            }
            KeyRing.Flight later = later(kid, earlier);
            if (later == null || !landed(later, deadline)) {
                return withoutNews(kid);
            }
            List<VerificationKey> found = ring.known(kid, algorithm);
            if (!found.isEmpty()) {
                return new KeyLookup.Found(found);
            }
            missing.put(kid, Boolean.TRUE);
            return new KeyLookup.Unknown(Reasons.KEY_UNKNOWN);
        } finally {
            waiters.release();
        }
    }

    /**
     * Returns a fetch that began after the request came; {@code null} when none may be made, or when the earlier one is
     * still under way: the time for waiting is over then, and what it brings the next moment says nothing about a key
     * that is newer.
     */
    private synchronized KeyRing.@Nullable Flight later(String kid, KeyRing.@Nullable Flight earlier) {
        KeyRing.Flight current = ring.flight();
        if (current != null) {
            return current.equals(earlier) ? null : current;
        }
        if (!ring.mayAsk()) {
            return null;
        }
        int leave = missing.getIfPresent(kid) == null && !ring.withdrew(kid) ? 0 : 1;
        return budget.take(clock.nanos(), leave) ? ring.refresh() : null;
    }

    /** Waits for a fetch; returns whether it brought a set. */
    private static boolean landed(KeyRing.Flight flight, long deadline) {
        try {
            return flight.done().get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException notInTime) {
            return false;
        }
    }

    /** What an issuer took back it does not publish again; whoever holds a token of it must get a new one, and need not wait for that until we may ask. */
    private KeyLookup withoutNews(String kid) {
        return ring.withdrew(kid)
                ? new KeyLookup.Unknown(Reasons.KEY_UNKNOWN)
                : new KeyLookup.Undecided(Reasons.KEYS_UNDECIDED, RETRY_UNDECIDED);
    }
}
