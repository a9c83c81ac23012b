package dev.gatehouse.jwt;

import dev.gatehouse.jwt.jose.RegisteredClaims;
import dev.gatehouse.spi.stability.Stable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token whose signature and claims have been verified, or which its issuer has confirmed (RFC 7662). Only this module
 * creates instances. It does not contain the encoded token. Immutable and thread-safe.
 *
 * @since 0.1
 */
@Stable
public final class VerifiedToken {

    private final String issuer;
    private final RegisteredClaims registered;
    private final Map<String, @Nullable Object> claims;
    private final @Nullable String jwtId;
    private final @Nullable String digest;

    /** A token that is identified by its {@code jti}, or not at all. */
    VerifiedToken(String issuer, RegisteredClaims registered, Map<String, @Nullable Object> claims) {
        this(issuer, registered, claims, null);
    }

    /** @param digest see {@link #digest()} */
    VerifiedToken(
            String issuer, RegisteredClaims registered, Map<String, @Nullable Object> claims, @Nullable String digest) {
        this.issuer = issuer;
        this.registered = registered;
        this.claims = claims;
        this.jwtId = claims.get("jti") instanceof String id && !id.isEmpty() ? id : null;
        this.digest = digest;
    }

    /** Returns whether the claims identify the token, so that it needs no digest. */
    static boolean isNamed(Map<String, @Nullable Object> claims) {
        return claims.get("jti") instanceof String id && !id.isEmpty();
    }

    RegisteredClaims registered() {
        return registered;
    }

    @Nullable
    String jwtIdOrNull() {
        return jwtId;
    }

    @Nullable
    String digestOrNull() {
        return digest;
    }

    /** Returns {@code iss}, which is one of the configured issuers or has the form of a configured template. */
    public String issuer() {
        return issuer;
    }

    /**
     * Returns the identifier of the caller, unique at this issuer only: {@code sub}, or the value of another claim
     * behind the name of that claim and a colon, such as {@code client_id:web}. The value has 1 to 1024 characters, and
     * no control characters.
     */
    public String subject() {
        return registered.subject();
    }

    /** Returns the claim that the subject comes from, which is {@code sub} unless the issuer's policy names others. */
    public String subjectClaim() {
        return registered.subjectClaim();
    }

    /**
     * Returns {@code aud}, or the claim that the issuer's policy names instead of it. It is not empty, and one entry is
     * a configured audience. If introspection allows the audience to be absent, it is a configured audience.
     * Unmodifiable.
     */
    public List<String> audience() {
        return registered.audience();
    }

    /**
     * Returns {@code exp}. When the token was verified, it had not passed, within the allowed clock skew. If
     * introspection allows {@code exp} to be absent, it is the time of the next introspection.
     */
    public Instant expiry() {
        return Instant.ofEpochMilli(registered.expiry());
    }

    /** Returns {@code iat}; empty if the token has none. */
    public Optional<Instant> issuedAt() {
        return registered.issuedAt() == RegisteredClaims.ABSENT
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(registered.issuedAt()));
    }

    /** Returns {@code jti}; empty if the token has none. */
    public Optional<String> jwtId() {
        return Optional.ofNullable(jwtId);
    }

    /**
     * Returns the SHA-256 that identifies a token without {@code jti}, in lower-case hexadecimal digits. For a JWT it
     * is the digest of the signing input (RFC 7515 section 2), because an ECDSA signature has two encodings. For an
     * opaque token it is the digest of the whole token. Empty for a JWT with a {@code jti} whose signature was verified
     * here.
     */
    public Optional<String> digest() {
        return Optional.ofNullable(digest);
    }

    /**
     * Returns all claims in the order of the token: {@link String}, {@link Long}, {@link java.math.BigInteger},
     * {@link Double}, {@link Boolean}, lists, maps, and {@code null} for a JSON null. Unmodifiable at every depth.
     */
    public Map<String, @Nullable Object> claims() {
        return claims;
    }

    /** Shows issuer and subject only. */
    @Override
    public String toString() {
        return "VerifiedToken[" + issuer + ", " + registered.subject() + "]";
    }
}
