package dev.gatehouse.identity.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.support.Sha256;
import java.time.Duration;

/**
 * The logout tokens of the last hour, at most 100,000. A token that is forgotten, or that another node has received,
 * can do no harm: it ends only sessions that began before it was issued. Thread-safe.
 */
final class RecentLogoutTokens {

    private static final int MOST = 100_000;

    private final Cache<String, Boolean> ids = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(Duration.ofHours(1))
            .executor(Runnable::run)
            .build();

    /** Returns whether the token is new, and remembers it. */
    boolean add(String issuer, String id) {
        return ids.asMap().putIfAbsent(key(issuer, id), true) == null;
    }

    /** Forgets a token that could not be obeyed, so that the provider can send it again. */
    void remove(String issuer, String id) {
        ids.invalidate(key(issuer, id));
    }

    private static String key(String issuer, String id) {
        return Sha256.base64Url(issuer.length() + " " + issuer + id);
    }
}
