package dev.gatehouse.identity.provider;

import dev.gatehouse.spi.stability.Internal;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a provider publishes about itself (OpenID Connect Discovery 1.0 section 3). The URLs of endpoints that this
 * server calls lead to the back-channel URL of the provider if there is one; those that a browser calls lead to the
 * issuer. Immutable.
 *
 * @param issuer the issuer, which is the configured one
 * @param authorization the authorization endpoint, for browsers
 * @param token the token endpoint
 * @param endSession the end of the session, for browsers (RP-Initiated Logout); {@code null} if there is none
 * @param revocation the revocation endpoint (RFC 7009); {@code null} if there is none
 * @param pushedRequests the endpoint for authorization requests (RFC 9126); {@code null} if there is none
 * @param pushedRequestsRequired whether authorization requests must be sent there
 * @param responseIssuer whether authorization responses have {@code iss} (RFC 9207)
 * @since 0.1
 */
@Internal
public record ProviderMetadata(
        String issuer,
        URI authorization,
        URI token,
        @Nullable URI endSession,
        @Nullable URI revocation,
        @Nullable URI pushedRequests,
        boolean pushedRequestsRequired,
        boolean responseIssuer) {
    /** Rejects {@code null} where it is not allowed. */
    public ProviderMetadata {
        Objects.requireNonNull(issuer, "issuer");
        Objects.requireNonNull(authorization, "authorization");
        Objects.requireNonNull(token, "token");
    }
}
