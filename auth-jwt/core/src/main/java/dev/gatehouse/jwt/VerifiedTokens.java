package dev.gatehouse.jwt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.jwt.jose.TokenDigest;
import dev.gatehouse.jwt.keys.VerificationKey;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The cache of verified tokens, keyed by the digest of the whole token. An entry is used only while the token is valid
 * and the key that verified it is among the issuer's keys, so the cached result equals that of verifying again.
 * Thread-safe.
 */
final class VerifiedTokens {

    /**
     * One token.
     *
     * @param issuer the configured issuer
     * @param answer the result of verifying it
     * @param key the key that verified it
     * @param usableFrom the time from which the token is valid, in milliseconds
     * @param usableUntil the time until which the result may be used, in milliseconds
     * @param weight the estimated heap bytes of the entry
     */
    record Entry(
            TrustedIssuer issuer,
            Verification answer,
            VerificationKey key,
            long usableFrom,
            long usableUntil,
            int weight) {

        boolean valid(long now) {
            return now <= usableUntil && now >= usableFrom && issuer.keys().holds(key);
        }
    }

    /** Verifies the signature of a token. */
    @FunctionalInterface
    interface Verifier {
        /** Returns the entry for the token; {@code null} if the signature is wrong. Must not wait. */
        @Nullable
        Entry verify();
    }

    private final @Nullable Cache<TokenDigest, Entry> entries;
    private final ConcurrentMap<TokenDigest, CompletableFuture<@Nullable Entry>> underWay = new ConcurrentHashMap<>();

    /** @param bytes the estimated heap bytes that the entries may take; 0 to disable the cache */
    VerifiedTokens(long bytes) {
        // Maintenance is short. It runs on the calling thread, because the application may keep the common pool busy.
        this.entries = bytes == 0
                ? null
                : Caffeine.newBuilder()
                        .maximumWeight(bytes)
                        .weigher((TokenDigest digest, Entry entry) -> entry.weight)
                        .executor(Runnable::run)
                        .build();
    }

    /** Returns the entry of a token if it is present and valid at this time. */
    @Nullable
    Entry find(TokenDigest digest, long now) {
        Entry entry = entries == null ? null : entries.getIfPresent(digest);
        return entry != null && entry.valid(now) ? entry : null;
    }

    /**
     * Returns the entry of a token that is not cached yet. Threads with the same token verify it once.
     *
     * @param verifier returns {@code null} if the signature is wrong
     */
    @Nullable
    Entry once(TokenDigest digest, long now, Verifier verifier) {
        if (entries == null) {
            return verifier.verify();
        }
        CompletableFuture<@Nullable Entry> mine = new CompletableFuture<>();
        CompletableFuture<@Nullable Entry> first = underWay.putIfAbsent(digest, mine);
        if (first != null) {
            Entry entry = first.join();
            // Keys may have changed since the first thread looked one up, so its refusal does not count for
            // this thread.
            return entry != null && entry.valid(now) ? entry : verifier.verify();
        }
        Entry entry = null;
        try {
            // Another thread may have finished after the lookup.
            entry = find(digest, now);
            if (entry == null) {
                entry = verifier.verify();
                if (entry != null && !(entry.answer instanceof Verification.Refused) && entry.valid(now)) {
                    entries.put(digest, entry);
                }
            }
            return entry;
        } finally {
            underWay.remove(digest, mine);
            mine.complete(entry);
        }
    }

    /**
     * Removes invalid entries. Expired tokens are rarely presented again, so their entries would stay until the cache
     * is full.
     *
     * @param now the time in milliseconds
     */
    void sweep(long now) {
        if (entries != null) {
            entries.asMap().values().removeIf(entry -> !entry.valid(now));
        }
    }

    /** Returns the approximate number of entries. */
    long size() {
        return entries == null ? 0 : entries.estimatedSize();
    }
}
