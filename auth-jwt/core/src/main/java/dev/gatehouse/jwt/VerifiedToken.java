package dev.gatehouse.jwt;

import dev.gatehouse.jwt.jose.RegisteredClaims;
import dev.gatehouse.spi.stability.Stable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token whose signature and claims have been verified, or whose issuer has vouched for it (RFC 7662). Only this package can make one, so whoever is handed it need not
 * ask where it comes from. The token's text is not in it. Immutable and thread-safe.
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

    /** A token that is told by its {@code jti}, or not at all. */
    public VerifiedToken(String issuer, RegisteredClaims registered, Map<String, @Nullable Object> claims) {
        this(issuer, registered, claims, null);
    }

    /** @param digest see {@link #digest()} */
    public VerifiedToken(
            String issuer, RegisteredClaims registered, Map<String, @Nullable Object> claims, @Nullable String digest) {
        this.issuer = issuer;
        this.registered = registered;
        this.claims = claims;
        this.jwtId = claims.get("jti") instanceof String id && !id.isEmpty() ? id : null;
        this.digest = digest;
    }

    /** Returns whether the claims name the token, so that it needs no digest. */
    static boolean isNamed(Map<String, @Nullable Object> claims) {
        return claims.get("jti") instanceof String id && !id.isEmpty();
    }

    public RegisteredClaims registered() {
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

    /** Returns {@code iss}: one of the configured issuers, exactly. */
    public String issuer() {
        return issuer;
    }

    /** Returns {@code sub}: 1 to 255 characters, no control characters, unique at this issuer only. */
    public String subject() {
        return registered.subject();
    }

    /** Returns {@code aud}; at least one, and one of them is a configured audience. Of an introspected token that may lack it, it is a configured audience. Unmodifiable. */
    public List<String> audience() {
        return registered.audience();
    }

    /** Returns {@code exp}. It was not past, within the allowed clock skew, when the token was verified. Of an introspected token that may lack it, it is when its issuer is asked again. */
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
        return Optional.ofNullable(jwtId);
    }

    /**
     * Returns what the token can be told by when it has no {@code jti}: a SHA-256 in lower-case hexadecimal digits. Of a JWT it is that of the signing input (RFC 7515 section
     * 2), since an ECDSA signature has two spellings; of an opaque token that of its text. Empty for a JWT with a {@code jti} whose signature was verified here.
     */
    public Optional<String> digest() {
        return Optional.ofNullable(digest);
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
