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
 * Revoked tokens in memory. An entry is kept until the time that it was given with, and five minutes longer for the sake of clocks that differ; none that still counts is ever
 * forgotten: when the list is full it takes no further ones and says so. Give one list to every mechanism that it is to hold for, and keep it for the life of the process, so
 * that it outlives a reload of the configuration. Nodes do not share it. Thread-safe; asking waits for nothing and allocates nothing.
 *
 * @since 0.1
 */
@Stable
public final class RevocationList implements TokenRevocations {

    /** How many entries a list takes unless told otherwise. */
    public static final int DEFAULT_CAPACITY = 100_000;

    private static final Duration MARGIN = IssuerPolicy.MAX_CLOCK_SKEW;
    private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);
    private static final int DIGEST_LENGTH = 64;

    /** Tokens that were issued before this are refused. Times in milliseconds. */
    private record NotBefore(long instant, long until) {}

    /** What is revoked of one issuer. */
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

    /** Makes an empty list of {@link #DEFAULT_CAPACITY} that lives by the system's clock. */
    public RevocationList() {
        this(DEFAULT_CAPACITY, Clock.systemUTC());
    }

    /**
     * Makes an empty list.
     *
     * @param capacity how many entries it takes; at least 1
     * @param clock tells when entries have become needless
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
     * Revokes a token: by its {@code jti}, and where it has none by its {@linkplain VerifiedToken#digest() digest}.
     *
     * @return {@code false} when the list is full: the token is not revoked then
     */
    public boolean revoke(VerifiedToken token) {
        String id = token.jwtIdOrNull();
        if (id != null) {
            return revokeId(token.issuer(), id, token.expiry());
        }
        return revokeDigest(token.digest().orElseThrow(), token.expiry());
    }

    /**
     * Revokes the tokens of an issuer that have this {@code jti}.
     *
     * @param expiry the token's {@code exp}, or any later time
     * @return {@code false} when the list is full: nothing is revoked then
     */
    public boolean revokeId(String issuer, String jwtId, Instant expiry) {
        Objects.requireNonNull(jwtId, "jwtId");
        return put(of(issuer).ids, jwtId, expiry);
    }

    /**
     * Revokes the token with this {@linkplain VerifiedToken#digest() digest}. Of a JWT with a {@code jti} there is none: it is revoked by its {@code jti}.
     *
     * @param sha256 64 lower-case hexadecimal digits
     * @param expiry the token's {@code exp}, or any later time
     * @return {@code false} when the list is full: nothing is revoked then
     * @throws IllegalArgumentException if the digest has another form
     */
    public boolean revokeDigest(String sha256, Instant expiry) {
        if (!isDigest(sha256)) {
            throw new IllegalArgumentException("a digest has 64 lower-case hexadecimal digits");
        }
        return put(digests, sha256, expiry);
    }

    /**
     * Revokes all tokens of a subject that were issued before a time, and those that do not say when they were issued. Issuers count in whole seconds, so a token from the very
     * second is refused too unless the time is a whole second. A time that is earlier than one given before changes nothing.
     *
     * @param notBefore tokens with an earlier {@code iat} are refused
     * @param until when the last of these tokens will have expired
     * @return {@code false} when the list is full: nothing is revoked then
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

    /** Returns how many entries there are; needless ones may be among them. */
    public int size() {
        return size;
    }

    @Override
    public Status status(VerifiedToken token) {
        return size != 0 && isRevoked(token) ? Status.REVOKED : Status.GOOD;
    }

    // No look at the clock: an entry that is still here counts, and a clock that is wrong brings no token back.
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
        // A token without iat has the smallest of all numbers there.
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

    /** What is not counted in milliseconds must not spare a token. */
    private static Instant upToMillis(Instant time) {
        return time.isAfter(Instant.ofEpochMilli(Long.MAX_VALUE - 1)) ? time : time.plusNanos(999_999);
    }

    private static long millis(Instant time) {
        if (time.isAfter(Instant.ofEpochMilli(Long.MAX_VALUE))) {
            return Long.MAX_VALUE;
        }
        return time.isBefore(Instant.EPOCH) ? 0 : time.toEpochMilli();
    }

    static boolean isDigest(String text) {
        if (text.length() != DIGEST_LENGTH) {
            return false;
        }
        for (int i = 0; i < DIGEST_LENGTH; i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }

    /** Shows how many there are and none of them. */
    @Override
    public String toString() {
        return "RevocationList[" + size + "]";
    }
}
