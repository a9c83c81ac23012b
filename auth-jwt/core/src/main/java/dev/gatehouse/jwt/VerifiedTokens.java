package dev.gatehouse.jwt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that have been verified, by the digest of their whole text. An entry counts only while the token is valid by its own times and the very key that verified it is
 * among the issuer's keys; so the answer is the one that verifying again would give. Thread-safe.
 */
final class VerifiedTokens {

    /**
     * One token.
     *
     * @param answer what to say to it
     * @param key what verified it
     * @param keys the keys among which that must be
     * @param usableFrom the first moment, in milliseconds, at which it counts as valid
     * @param usableUntil the last moment, in milliseconds, at which this may be said without looking again
     */
    record Entry(Verification answer, VerificationKey key, IssuerKeys keys, long usableFrom, long usableUntil) {

        boolean good(long now) {
            return now <= usableUntil && now >= usableFrom && keys.holds(key);
        }
    }

    private final @Nullable Cache<TokenDigest, Entry> entries;
    private final ConcurrentMap<TokenDigest, CompletableFuture<@Nullable Entry>> underWay = new ConcurrentHashMap<>();

    /** @param size how many tokens at most; 0 for none, every request verifies then */
    VerifiedTokens(int size) {
        // On the calling thread: the upkeep is short, and nothing is left to a pool that the application may have
        // filled.
        this.entries = size == 0
                ? null
                : Caffeine.newBuilder()
                        .maximumSize(size)
                        .executor(Runnable::run)
                        .build();
    }

    /** Returns the token if it is here and still good at this time. */
    @Nullable
    Verification find(TokenDigest digest, long now) {
        Entry entry = entries == null ? null : entries.getIfPresent(digest);
        return entry != null && entry.good(now) ? entry.answer : null;
    }

    /**
     * Returns what the check yields, which many threads with the same token do once. The check must not wait for anything.
     *
     * @param check returns {@code null} when the signature is wrong
     */
    @Nullable
    Entry once(TokenDigest digest, long now, Supplier<@Nullable Entry> check) {
        if (entries == null) {
            return check.get();
        }
        CompletableFuture<@Nullable Entry> mine = new CompletableFuture<>();
        CompletableFuture<@Nullable Entry> first = underWay.putIfAbsent(digest, mine);
        if (first != null) {
            Entry entry = first.join();
            // Keys may have changed since the first thread took one: a "no" of its keys is not a "no" of ours.
            return entry != null && entry.good(now) ? entry : check.get();
        }
        Entry entry = null;
        try {
            Entry finishedMeanwhile = entries.getIfPresent(digest);
            if (finishedMeanwhile != null && finishedMeanwhile.good(now)) {
                entry = finishedMeanwhile;
            } else {
                entry = check.get();
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

    /** Returns how many entries there are, about. */
    long size() {
        return entries == null ? 0 : entries.estimatedSize();
    }
}
