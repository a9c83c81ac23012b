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
 * What issuers said about tokens, by the digest of the token's text. Good answers live as long as the token by its own times and no longer than policy allows; bad ones a
 * few seconds. Both are bounded, apart from each other, so that a flood of bad tokens drives out no good one. Thread-safe.
 */
final class IntrospectionCache {

    private static final int MAX_REFUSALS = 10_000;
    /** An answer of common size counts as one, bigger ones as several. */
    private static final int UNIT = 2048;

    /**
     * One answer.
     *
     * @param verification what to say to the token
     * @param until the {@link System#nanoTime()} up to which it counts
     * @param usableFrom the first moment, in milliseconds, at which the token counts as valid
     * @param expiry {@code exp} in milliseconds
     * @param weight how many it counts for
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

    /** Returns the answer if it is here and still counts at this time. */
    @Nullable
    Verification find(TokenDigest digest, long now) {
        Entry entry = good.getIfPresent(digest);
        if (entry == null) {
            entry = bad.getIfPresent(digest);
        }
        return entry != null && counts(entry, now) ? entry.verification : null;
    }

    private boolean counts(Entry entry, long now) {
        return clock.nanos() - entry.until < 0 && now <= entry.expiry && now >= entry.usableFrom;
    }

    /** Keeps a good answer. */
    void accepted(TokenDigest digest, Verification verification, VerifiedToken token, long usableFrom, int length) {
        if (life > 0) {
            long expiry = token.registered().expiry();
            good.put(digest, new Entry(verification, clock.nanos() + life, usableFrom, expiry, 1 + length / UNIT));
            bad.invalidate(digest);
        }
    }

    /** Keeps a bad answer, unless time alone may make it a good one. */
    void refused(TokenDigest digest, Verification.Refused refused) {
        good.invalidate(digest);
        if (refusalLife > 0 && !refused.reason().equals(TokenReasons.NOT_YET_VALID)) {
            long until = clock.nanos() + refusalLife;
            bad.put(digest, new Entry(refused, until, Long.MIN_VALUE, Long.MAX_VALUE, 1));
        }
    }

    /** Returns how many good answers there are, about. */
    long size() {
        good.cleanUp();
        return good.estimatedSize();
    }

    /** Returns how many bad answers there are, about. */
    long refusals() {
        bad.cleanUp();
        return bad.estimatedSize();
    }
}
