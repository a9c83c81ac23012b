package dev.gatehouse.jwt.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The kids that an issuer published and removed in the last 24 hours. One answer without a kid proves nothing: the next
 * one may have it again. A kid is withdrawn if a set that was fetched for a token with it lacks it, too. Bounded.
 * Thread-safe.
 */
final class WithdrawnKeyIds {

    private static final int MAX = 1_000;
    private static final Duration LIFE = Duration.ofHours(24);

    /** Whether each kid is withdrawn. */
    private final Cache<String, Boolean> kids;

    WithdrawnKeyIds(Ticker ticker) {
        this.kids = Caffeine.newBuilder()
                .maximumSize(MAX)
                .expireAfterWrite(LIFE)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /** Compares a new set with the one before it. */
    void follow(@Nullable KeySet before, KeySet now) {
        if (before != null && !now.isCut()) {
            for (String kid : before.kids()) {
                kids.asMap().putIfAbsent(kid, Boolean.FALSE);
            }
        }
        kids.invalidateAll(now.kids());
    }

    /** Records that a set fetched after a request for this kid does not have it. */
    void confirm(String kid) {
        kids.asMap().replace(kid, Boolean.TRUE);
    }

    boolean contains(String kid) {
        return Boolean.TRUE.equals(kids.getIfPresent(kid));
    }
}
