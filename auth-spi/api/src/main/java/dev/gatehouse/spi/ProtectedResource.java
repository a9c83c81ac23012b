package dev.gatehouse.spi;

import dev.gatehouse.spi.stability.Incubating;
import java.util.Set;

/**
 * The contribution of one mechanism to the protected resource metadata of the application (RFC 9728 section 2). The
 * host merges the contributions of all mechanisms. The result is public: it can be read without a credential.
 * Immutable.
 *
 * @param authorizationServers the accepted issuers, exactly as in their metadata; empty to publish none
 * @param scopes the scopes that clients can request; empty when unknown
 * @param dpopAlgorithms the algorithms that are accepted for DPoP proofs (RFC 9449); empty when DPoP is not supported
 * @param dpopRequired whether every access token must be DPoP-bound
 * @param certificateBound whether certificate-bound access tokens are supported (RFC 8705 section 3)
 * @since 0.1
 */
@Incubating
public record ProtectedResource(
        Set<String> authorizationServers,
        Set<String> scopes,
        Set<String> dpopAlgorithms,
        boolean dpopRequired,
        boolean certificateBound) {

    /** Copies the sets. */
    public ProtectedResource {
        authorizationServers = Set.copyOf(authorizationServers);
        scopes = Set.copyOf(scopes);
        dpopAlgorithms = Set.copyOf(dpopAlgorithms);
    }
}
