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
 * Tokens that have been verified, keyed by the digest of their whole text. An entry counts only while the token is valid by
 * its own times and the key that verified it is among the issuer's keys, so the answer is the one that verifying again would
 * give. Thread-safe.
 */
final class VerifiedTokens {

    /**
     * One token.
     *
     * @param issuer the configured issuer
     * @param answer the result of verifying it
     * @param key the key that verified it
     * @param usableFrom the first moment, in milliseconds, at which the token is valid
     * @param usableUntil the last moment, in milliseconds, at which the answer may be given without verifying again
     * @param weight about how many bytes of the heap the entry takes
     */
    record Entry(
            TrustedIssuer issuer,
            Verification answer,
            VerificationKey key,
            long usableFrom,
            long usableUntil,
            int weight) {

        boolean good(long now) {
            return now <= usableUntil && now >= usableFrom && issuer.keys().holds(key);
        }
    }

    /** Verifies the signature of a token. */
    @FunctionalInterface
    interface Verifier {
        /** Returns the entry for the token; {@code null} when the signature is wrong. Must not wait. */
        @Nullable
        Entry verify();
    }

    private final @Nullable Cache<TokenDigest, Entry> entries;
    private final ConcurrentMap<TokenDigest, CompletableFuture<@Nullable Entry>> underWay = new ConcurrentHashMap<>();

    /** @param bytes about how much of the heap the entries may take; 0 to remember nothing */
    VerifiedTokens(long bytes) {
        // Upkeep runs on the calling thread: it is short, and the common pool may be busy with the application's tasks.
        this.entries = bytes == 0
                ? null
                : Caffeine.newBuilder()
                        .maximumWeight(bytes)
                        .weigher((TokenDigest digest, Entry entry) -> entry.weight)
                        .executor(Runnable::run)
                        .build();
    }

    /** Returns the entry of a token if it is here and still good at this time. */
    @Nullable
    Entry find(TokenDigest digest, long now) {
        Entry entry = entries == null ? null : entries.getIfPresent(digest);
        return entry != null && entry.good(now) ? entry : null;
    }

    /**
     * Returns the entry of a token that is not here yet. Threads with the same token verify it once.
     *
     * @param verifier returns {@code null} when the signature is wrong
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
            // Keys may have changed since the first thread took one, so its "no" is not ours.
            return entry != null && entry.good(now) ? entry : verifier.verify();
        }
        Entry entry = null;
        try {
            // Another thread may have finished between our look-up and now.
            entry = find(digest, now);
            if (entry == null) {
                entry = verifier.verify();
                if (entry != null && !(entry.answer instanceof Verification.Refused) && entry.good(now)) {
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
     * Removes entries that are no longer good. Expired tokens are not presented again, and would stay until their place is
     * needed.
     *
     * @param now the time in milliseconds
     */
    void sweep(long now) {
        if (entries != null) {
            entries.asMap().values().removeIf(entry -> !entry.good(now));
        }
    }

    /** Returns about how many entries there are. */
    long size() {
        return entries == null ? 0 : entries.estimatedSize();
    }
}
