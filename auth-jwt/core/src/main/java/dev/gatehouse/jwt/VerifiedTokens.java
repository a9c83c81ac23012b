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
     * @param weight about how many bytes it holds
     */
    record Entry(
            Verification answer, VerificationKey key, IssuerKeys keys, long usableFrom, long usableUntil, int weight) {

        boolean good(long now) {
            return now <= usableUntil && now >= usableFrom && keys.holds(key);
        }
    }

    private final @Nullable Cache<TokenDigest, Entry> entries;
    private final TailMarks marks = new TailMarks();
    private final ConcurrentMap<TokenDigest, CompletableFuture<@Nullable Entry>> underWay = new ConcurrentHashMap<>();

    /** @param bytes about how much may be held at most; 0 for nothing, every request verifies then */
    VerifiedTokens(long bytes) {
        // On the calling thread: the upkeep is short, and nothing is left to a pool that the application may have
        // filled.
        this.entries = bytes == 0
                ? null
                : Caffeine.newBuilder()
                        .maximumWeight(bytes)
                        .weigher((TokenDigest digest, Entry entry) -> entry.weight)
                        .executor(Runnable::run)
                        .build();
    }

    /** Returns whether anything is remembered at all. */
    boolean remember() {
        return entries != null;
    }

    /** Returns whether it is worth while to look for a token with this {@linkplain Scratch#tail() tail}. */
    boolean mayHold(int tail) {
        return entries != null && marks.has(tail);
    }

    /** Returns the token if it is here and still good at this time. */
    @Nullable
    Verification find(TokenDigest digest, int tail, long now) {
        Entry entry = entries == null ? null : entries.getIfPresent(digest);
        if (entry == null || !entry.good(now)) {
            return null;
        }
        marks.mark(tail);
        return entry.answer;
    }

    /**
     * Returns what the check yields, which many threads with the same token do once. The check must not wait for anything.
     *
     * @param digest what it is remembered by; {@code null} where nothing is
     * @param check returns {@code null} when the signature is wrong
     */
    @Nullable
    Entry once(@Nullable TokenDigest digest, int tail, long now, Supplier<@Nullable Entry> check) {
        if (entries == null || digest == null) {
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
                marks.mark(tail);
            } else {
                entry = check.get();
                if (entry != null && !(entry.answer instanceof Verification.Refused) && entry.good(now)) {
                    entries.put(digest, entry);
                    marks.mark(tail);
                }
            }
            return entry;
        } finally {
            underWay.remove(digest, mine);
            mine.complete(entry);
        }
    }

    /**
     * Lets go of what no request can use any more: expired tokens, mostly, which nobody presents again and which would stay until their place is needed.
     *
     * @param now the time in milliseconds
     */
    void sweep(long now) {
        if (entries != null) {
            marks.age();
            entries.asMap().values().removeIf(entry -> !entry.good(now));
        }
    }

    /** Returns how many entries there are, about. */
    long size() {
        return entries == null ? 0 : entries.estimatedSize();
    }
}
