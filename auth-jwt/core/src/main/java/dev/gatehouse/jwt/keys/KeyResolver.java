package dev.gatehouse.jwt.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.jwt.jose.TokenReasons;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.stability.Internal;
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
 * <p>A known kid never waits. An unknown kid waits up to a second for a refresh, which all waiting requests share. It
 * is rejected only if a set fetched after the request arrived does not contain it. If there is no such set, because the
 * issuer does not respond or the refresh limit is reached, the result is undecided (503), so that clients keep valid
 * tokens. A kid that the issuer published and removed is rejected even then. A kid that was recently missing or removed
 * cannot use the last refresh of the limit, which a new key may need. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class KeyResolver implements VerificationKeys {

    private static final int MAX_WAITERS = 16;
    private static final int MAX_MISSING = 1_000;
    private static final Duration MISSING_LIFE = Duration.ofSeconds(60);
    private static final Duration RETRY_NO_KEYS = Duration.ofSeconds(2);
    private static final Duration RETRY_UNDECIDED = Duration.ofSeconds(5);

    private final JwkSource ring;
    private final Scheduler clock;
    private final long patience;
    private final Semaphore waiters = new Semaphore(MAX_WAITERS);
    private final RefreshRateLimit budget = new RefreshRateLimit();
    private final Cache<String, Boolean> missing;

    public KeyResolver(JwkSource ring, Scheduler clock) {
        this(ring, clock, KeyLifetimes.PATIENCE);
    }

    /** @param patience how long a request with an unknown kid waits */
    public KeyResolver(JwkSource ring, Scheduler clock, Duration patience) {
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
            return new KeyLookup.Undecided(TokenReasons.NO_KEYS, RETRY_NO_KEYS);
        }
        if (kid == null) {
            VerificationKey only = keys.only(algorithm);
            return only == null
                    ? new KeyLookup.Unknown(TokenReasons.KEY_AMBIGUOUS)
                    : new KeyLookup.Found(List.of(only));
        }
        List<VerificationKey> found = keys.find(kid, algorithm);
        if (!found.isEmpty()) {
            return new KeyLookup.Found(found);
        }
        // The kid is known with another algorithm. A refresh would not change that.
        return keys.knows(kid) ? new KeyLookup.Unknown(TokenReasons.KEY_UNKNOWN) : afterRefresh(kid, algorithm);
    }

    private KeyLookup afterRefresh(String kid, SigningAlgorithm algorithm) {
        if (!waiters.tryAcquire()) {
            return withoutNews(kid);
        }
        try {
            long deadline = System.nanoTime() + patience;
            JwkSource.Flight earlier = ring.flight();
            if (earlier != null) {
                landed(earlier, deadline);
                List<VerificationKey> found = ring.known(kid, algorithm);
                if (!found.isEmpty()) {
                    return new KeyLookup.Found(found);
                }
            }
            JwkSource.Flight later = later(kid, earlier);
            if (later == null || !landed(later, deadline)) {
                return withoutNews(kid);
            }
            List<VerificationKey> found = ring.known(kid, algorithm);
            if (!found.isEmpty()) {
                return new KeyLookup.Found(found);
            }
            missing.put(kid, Boolean.TRUE);
            return new KeyLookup.Unknown(TokenReasons.KEY_UNKNOWN);
        } finally {
            waiters.release();
        }
    }

    /**
     * Returns a fetch that started after the request arrived; {@code null} if none is allowed, or if the earlier one is
     * still in progress. In that case the request has waited long enough, and the earlier fetch cannot prove that a
     * newer key is missing.
     */
    private synchronized JwkSource.@Nullable Flight later(String kid, JwkSource.@Nullable Flight earlier) {
        JwkSource.Flight current = ring.flight();
        if (current != null) {
            return current.equals(earlier) ? null : current;
        }
        if (!ring.mayAsk()) {
            return null;
        }
        int leave = missing.getIfPresent(kid) == null && !ring.withdrew(kid) ? 0 : 1;
        return budget.take(clock.nanos(), leave) ? ring.refresh() : null;
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

    /**
     * An issuer does not publish a removed key again. Its tokens are rejected even without a newer set, so that their
     * clients get new ones.
     */
    private KeyLookup withoutNews(String kid) {
        return ring.withdrew(kid)
                ? new KeyLookup.Unknown(TokenReasons.KEY_UNKNOWN)
                : new KeyLookup.Undecided(TokenReasons.KEYS_UNDECIDED, RETRY_UNDECIDED);
    }
}
