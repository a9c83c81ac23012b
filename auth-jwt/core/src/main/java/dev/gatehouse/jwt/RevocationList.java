package dev.gatehouse.jwt;

import dev.gatehouse.spi.stability.Stable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * A list of revoked tokens in memory. An entry is kept until its expiry and five minutes longer, because clocks differ.
 * No entry is dropped earlier: a full list refuses new entries. Pass one list to all mechanisms that it applies to, and
 * keep it for the life of the process, so that it survives a reload of the configuration. Nodes do not share it.
 * Thread-safe. A check does not block and does not allocate.
 *
 * @since 0.1
 */
@Stable
public final class RevocationList implements TokenRevocations {

    /** The default capacity. */
    public static final int DEFAULT_CAPACITY = 100_000;

    private static final Duration MARGIN = IssuerPolicy.MAX_CLOCK_SKEW;
    private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);
    private static final int DIGEST_LENGTH = 64;

    /** Tokens issued before this instant are refused. Times are in milliseconds. */
    private record NotBefore(long instant, long until) {}

    /** The revoked tokens of one issuer. */
    private static final class OfIssuer {
        private final ConcurrentMap<String, Long> ids = new ConcurrentHashMap<>();
        private final ConcurrentMap<String, NotBefore> subjects = new ConcurrentHashMap<>();
    }

    private final int capacity;
    private final Clock clock;
    private final ConcurrentMap<String, OfIssuer> issuers = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Long> digests = new ConcurrentHashMap<>();
    private volatile int size;
    private long sweptAt;

    /** Creates an empty list with the {@link #DEFAULT_CAPACITY} and the system clock. */
    public RevocationList() {
        this(DEFAULT_CAPACITY, Clock.systemUTC());
    }

    /**
     * Creates an empty list.
     *
     * @param capacity the maximum number of entries; at least 1
     * @param clock tells when entries have expired
     */
    public RevocationList(int capacity, Clock clock) {
        if (capacity < 1) {
            throw new IllegalArgumentException("the capacity must be at least 1");
        }
        this.capacity = capacity;
        this.clock = Objects.requireNonNull(clock, "clock");
        this.sweptAt = clock.millis();
    }

    /**
     * Revokes a token by its {@code jti}, or, if it has none, by its {@linkplain VerifiedToken#digest() digest}.
     *
     * @return {@code false} if the list is full; the token is then not revoked
     */
    public boolean revoke(VerifiedToken token) {
        String id = token.jwtIdOrNull();
        if (id != null) {
            return revokeId(token.issuer(), id, token.expiry());
        }
        return revokeDigest(token.digest().orElseThrow(), token.expiry());
    }

    /**
     * Revokes the token of an issuer with this {@code jti}.
     *
     * @param expiry the token's {@code exp} or a later time
     * @return {@code false} if the list is full; nothing is then revoked
     */
    public boolean revokeId(String issuer, String jwtId, Instant expiry) {
        Objects.requireNonNull(jwtId, "jwtId");
        return put(of(issuer).ids, jwtId, expiry);
    }

    /**
     * Revokes the token with this {@linkplain VerifiedToken#digest() digest}. A JWT with a {@code jti} has no digest;
     * revoke it by its {@code jti}.
     *
     * @param sha256 64 lower-case hexadecimal digits
     * @param expiry the token's {@code exp} or a later time
     * @return {@code false} if the list is full; nothing is then revoked
     * @throws IllegalArgumentException if the digest has a different form
     */
    public boolean revokeDigest(String sha256, Instant expiry) {
        if (!isDigest(sha256)) {
            throw new IllegalArgumentException("expected a SHA-256 digest of 64 lower-case hexadecimal digits");
        }
        return put(digests, sha256, expiry);
    }

    /**
     * Revokes all tokens of a subject that were issued before a time, and those without {@code iat}. Issuers count in
     * whole seconds, so a token from the same second is also refused unless the time is a whole second. A time earlier
     * than the current one has no effect.
     *
     * @param notBefore tokens with an earlier {@code iat} are refused
     * @param until the time by which all of these tokens have expired
     * @return {@code false} if the list is full; nothing is then revoked
     */
    public synchronized boolean revokeSubject(String issuer, String subject, Instant notBefore, Instant until) {
        ConcurrentMap<String, NotBefore> subjects = of(issuer).subjects;
        NotBefore known = subjects.get(Objects.requireNonNull(subject, "subject"));
        if (known == null && !hasRoom()) {
            return false;
        }
        NotBefore added = new NotBefore(millis(upToMillis(notBefore)), millis(until));
        subjects.put(
                subject,
                known == null
                        ? added
                        : new NotBefore(Math.max(known.instant, added.instant), Math.max(known.until, added.until)));
        size += known == null ? 1 : 0;
        return true;
    }

    /** Returns the number of entries. Expired ones may be included. */
    public int size() {
        return size;
    }

    @Override
    public Status status(VerifiedToken token) {
        return size != 0 && isRevoked(token) ? Status.REVOKED : Status.GOOD;
    }

    // The clock is not read: an entry that is present counts, so a wrong clock cannot make a revoked token valid.
    private boolean isRevoked(VerifiedToken token) {
        String digest = token.digestOrNull();
        if (digest != null && digests.containsKey(digest)) {
            return true;
        }
        OfIssuer own = issuers.get(token.issuer());
        if (own == null) {
            return false;
        }
        String id = token.jwtIdOrNull();
        if (id != null && own.ids.containsKey(id)) {
            return true;
        }
        NotBefore notBefore = own.subjects.get(token.subject());
        // The issuedAt of a token without iat is Long.MIN_VALUE.
        return notBefore != null && token.registered().issuedAt() < notBefore.instant;
    }

    private OfIssuer of(String issuer) {
        return issuers.computeIfAbsent(Objects.requireNonNull(issuer, "issuer"), name -> new OfIssuer());
    }

    private synchronized boolean put(ConcurrentMap<String, Long> entries, String key, Instant expiry) {
        @Nullable Long known = entries.get(key);
        if (known == null && !hasRoom()) {
            return false;
        }
        long until = millis(expiry);
        entries.put(key, known == null ? until : Math.max(known, until));
        size += known == null ? 1 : 0;
        return true;
    }

    private boolean hasRoom() {
        long now = clock.millis();
        if (size >= capacity || now - sweptAt >= SWEEP_EVERY.toMillis()) {
            sweep(now - MARGIN.toMillis());
            sweptAt = now;
        }
        return size < capacity;
    }

    private void sweep(long ended) {
        digests.values().removeIf(until -> until < ended);
        int left = digests.size();
        for (OfIssuer own : issuers.values()) {
            own.ids.values().removeIf(until -> until < ended);
            own.subjects.values().removeIf(entry -> entry.until < ended);
            left += own.ids.size() + own.subjects.size();
        }
        size = left;
    }

    /** Rounds up to milliseconds, so that a token from the same millisecond is refused. */
    private static Instant upToMillis(Instant time) {
        return time.isAfter(Instant.ofEpochMilli(Long.MAX_VALUE - 1)) ? time : time.plusNanos(999_999);
    }

    private static long millis(Instant time) {
        if (time.isAfter(Instant.ofEpochMilli(Long.MAX_VALUE))) {
            return Long.MAX_VALUE;
        }
        return time.isBefore(Instant.EPOCH) ? 0 : time.toEpochMilli();
    }

    static boolean isDigest(String value) {
        if (value.length() != DIGEST_LENGTH) {
            return false;
        }
        for (int i = 0; i < DIGEST_LENGTH; i++) {
            char c = value.charAt(i);
            if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }

    /** Shows the number of entries only. */
    @Override
    public String toString() {
        return "RevocationList[" + size + "]";
    }
}
