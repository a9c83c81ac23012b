package dev.gatehouse.identity.service;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.jwt.jose.TokenDigest;
import dev.gatehouse.spi.Caller;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The callers with the answers of the service, by the digest of their whole token. An entry is used for a limited time
 * and never after the token has expired. Thread-safe.
 */
final class RememberedCallers {

    /** An entry counts as one more for each so many names. */
    private static final int NAMES_PER_UNIT = 32;

    private static final long RETRY = Duration.ofSeconds(1).toNanos();

    /** A caller and what the service said. */
    static final class Entry {
        private final Caller base;
        private final Caller completed;
        private final ServiceOutcome.Answered answers;
        private final long until;
        private final long expiry;
        private final AtomicLong renewal;

        private Entry(
                Caller base, Caller completed, ServiceOutcome.Answered answers, long until, long expiry, long renewal) {
            this.base = base;
            this.completed = completed;
            this.answers = answers;
            this.until = until;
            this.expiry = expiry;
            this.renewal = new AtomicLong(renewal);
        }

        /** Returns the completed caller if it was made from this one; {@code null} if the token was verified anew. */
        // An equal caller of another verification may belong to other permissions of the token.
        @SuppressWarnings("ReferenceEquality")
        @Nullable
        Caller of(Caller caller) {
            return caller == base ? completed : null;
        }

        ServiceOutcome.Answered answers() {
            return answers;
        }
    }

    private final Cache<TokenDigest, Entry> entries;
    private final Clock clock;
    private final LongSupplier nanos;
    private final long life;

    RememberedCallers(Duration life, int size, Clock clock, LongSupplier nanos) {
        this.life = life.toNanos();
        this.clock = clock;
        this.nanos = nanos;
        this.entries = Caffeine.newBuilder()
                .maximumWeight(this.life == 0 ? 0 : size)
                .weigher((TokenDigest digest, Entry entry) -> 1 + entry.answers.size() / NAMES_PER_UNIT)
                .executor(Runnable::run)
                .build();
    }

    @Nullable
    Entry find(TokenDigest digest) {
        Entry entry = entries.getIfPresent(digest);
        return entry != null && nanos.getAsLong() - entry.until < 0 && clock.millis() < entry.expiry ? entry : null;
    }

    /** Returns whether it is time to renew the answers. Only one caller gets {@code true} each second. */
    boolean claimsRenewal(Entry entry) {
        long now = nanos.getAsLong();
        long due = entry.renewal.get();
        return now - due >= 0 && entry.renewal.compareAndSet(due, now + RETRY);
    }

    void remember(TokenDigest digest, Caller base, Caller completed, ServiceOutcome.Answered answers, long expiry) {
        long now = nanos.getAsLong();
        if (life > 0 && clock.millis() < expiry) {
            entries.put(digest, new Entry(base, completed, answers, now + life, expiry, now + life / 2));
        }
    }

    /** Remembers the answers of an entry, no longer than before, for a caller that was verified anew. */
    void replace(TokenDigest digest, Entry known, Caller base, Caller completed) {
        entries.asMap()
                .replace(
                        digest,
                        known,
                        new Entry(base, completed, known.answers, known.until, known.expiry, known.renewal.get()));
    }

    void forget(TokenDigest digest) {
        entries.invalidate(digest);
    }

    /** Returns the approximate weight of all entries. */
    long size() {
        entries.cleanUp();
        return entries.estimatedSize();
    }
}
