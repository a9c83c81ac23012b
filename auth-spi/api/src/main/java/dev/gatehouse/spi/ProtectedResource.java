package dev.gatehouse.spi;

import java.util.Set;

/**
 * What one mechanism contributes to the metadata of the application as a protected resource (RFC 9728 section 2). The host merges the parts of all mechanisms. Everybody can
 * read them, without a credential. Immutable.
 *
 * @param authorizationServers the issuers whose access tokens are accepted, exactly as they name themselves; empty when clients need not know
 * @param scopes the scopes that clients may want to ask for; empty when that is not known
 * @param dpopAlgorithms the algorithms that DPoP proofs may be signed with (RFC 9449); empty when there is no DPoP
 * @param dpopRequired whether tokens without a binding are refused
 * @param certificateBound whether tokens that are bound to a client certificate are understood (RFC 8705 section 3)
 */
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
