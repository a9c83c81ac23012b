package dev.gatehouse.jwt.introspection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.jwt.Verification;
import dev.gatehouse.jwt.VerifiedToken;
import dev.gatehouse.jwt.jose.TokenDigest;
import dev.gatehouse.jwt.jose.TokenReasons;
import dev.gatehouse.jwt.keys.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * The cache of introspection results, keyed by the digest of the token. Positive results are kept until the token
 * expires, and no longer than the policy allows. Negative results are kept for a few seconds. Both have their own
 * bound, so that a flood of invalid tokens does not evict valid ones. Thread-safe.
 */
final class IntrospectionCache {

    private static final int MAX_REFUSALS = 10_000;
    /** A response counts as one for each 2 KiB. */
    private static final int UNIT = 2048;

    /**
     * One result.
     *
     * @param verification the result of verifying the token
     * @param until the {@link System#nanoTime()} until which it is valid
     * @param usableFrom the time from which the token is valid, in milliseconds
     * @param expiry {@code exp} in milliseconds
     * @param weight the weight in the cache
     */
    private record Entry(Verification verification, long until, long usableFrom, long expiry, int weight) {}

    private final Scheduler clock;
    private final long life;
    private final long refusalLife;
    private final Cache<TokenDigest, Entry> good;
    private final Cache<TokenDigest, Entry> bad;

    IntrospectionCache(IntrospectionPolicy.Times times, Scheduler clock) {
        this.clock = clock;
        this.life = times.size() == 0 ? 0 : times.life().toNanos();
        this.refusalLife = times.refusalLife().toNanos();
        this.good = Caffeine.newBuilder()
                .maximumWeight(times.size())
                .weigher((TokenDigest digest, Entry entry) -> entry.weight())
                .executor(Runnable::run)
                .build();
        this.bad = Caffeine.newBuilder()
                .maximumSize(MAX_REFUSALS)
                .executor(Runnable::run)
                .build();
    }

    /** Returns the result if it is present and valid at this time. */
    @Nullable
    Verification find(TokenDigest digest, long now) {
        Entry entry = good.getIfPresent(digest);
        if (entry == null) {
            entry = bad.getIfPresent(digest);
        }
        return entry != null && isValid(entry, now) ? entry.verification : null;
    }

    private boolean isValid(Entry entry, long now) {
        return clock.nanos() - entry.until < 0 && now <= entry.expiry && now >= entry.usableFrom;
    }

    /** Keeps a positive result. */
    void accepted(TokenDigest digest, Verification verification, VerifiedToken token, long usableFrom, int length) {
        if (life > 0) {
            long expiry = token.expiry().toEpochMilli();
            good.put(digest, new Entry(verification, clock.nanos() + life, usableFrom, expiry, 1 + length / UNIT));
            bad.invalidate(digest);
        }
    }

    /** Keeps a negative result, unless the token may become valid by itself. */
    void refused(TokenDigest digest, Verification.Refused refused) {
        good.invalidate(digest);
        if (refusalLife > 0 && !refused.reason().code().equals(TokenReasons.NOT_YET_VALID.code())) {
            long until = clock.nanos() + refusalLife;
            bad.put(digest, new Entry(refused, until, Long.MIN_VALUE, Long.MAX_VALUE, 1));
        }
    }

    /** Returns the approximate number of positive results. */
    long size() {
        good.cleanUp();
        return good.estimatedSize();
    }

    /** Returns the approximate number of negative results. */
    long refusals() {
        bad.cleanUp();
        return bad.estimatedSize();
    }
}
