package dev.gatehouse.jwt;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token whose signature and claims have been verified. Only a {@link TokenVerifier} can make one, so whoever is handed it need not ask where it comes from. The token's
 * text is not in it. Immutable and thread-safe.
 */
public final class VerifiedToken {

    private final String issuer;
    private final RegisteredClaims registered;
    private final Map<String, @Nullable Object> claims;

    VerifiedToken(String issuer, RegisteredClaims registered, Map<String, @Nullable Object> claims) {
        this.issuer = issuer;
        this.registered = registered;
        this.claims = claims;
    }

    /** Returns {@code iss}: one of the configured issuers, exactly. */
    public String issuer() {
        return issuer;
    }

    /** Returns {@code sub}: 1 to 255 characters, no control characters, unique at this issuer only. */
    public String subject() {
        return registered.subject();
    }

    /** Returns {@code aud}; at least one, and one of them is a configured audience. Unmodifiable. */
    public List<String> audience() {
        return registered.audience();
    }

    /** Returns {@code exp}. It was not past, within the allowed clock skew, when the token was verified. */
    public Instant expiry() {
        return Instant.ofEpochMilli(registered.expiry());
    }

    /** Returns {@code iat}; empty when the token has none. */
    public Optional<Instant> issuedAt() {
        return registered.issuedAt() == RegisteredClaims.ABSENT
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(registered.issuedAt()));
    }

    /** Returns {@code jti}; empty when the token has none. */
    public Optional<String> jwtId() {
        return claims.get("jti") instanceof String id ? Optional.of(id) : Optional.empty();
    }

    /**
     * Returns all claims, in the order of the token: texts, {@link Long}, {@link java.math.BigInteger}, {@link Double}, {@link Boolean}, lists, maps, and {@code null} for JSON's
     * null. Unmodifiable at every depth.
     */
    public Map<String, @Nullable Object> claims() {
        return claims;
    }

    /** Names issuer and subject and no claim. */
    @Override
    public String toString() {
        return "VerifiedToken[" + issuer + ", " + registered.subject() + "]";
    }
}
