package dev.gatehouse.jwt.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The kids that an issuer published and removed in the last 24 hours. Bounded. Thread-safe. */
final class WithdrawnKeyIds {

    private static final int MAX = 1_000;
    private static final Duration LIFE = Duration.ofHours(24);

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
        if (before != null) {
            for (String kid : before.kids()) {
                kids.put(kid, Boolean.TRUE);
            }
        }
        kids.invalidateAll(now.kids());
    }

    boolean contains(String kid) {
        return kids.getIfPresent(kid) != null;
    }
}
