package dev.gatehouse.idp;

import dev.gatehouse.idp.accounts.Client;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The audiences and scopes that a request may get. */
final class Entitlements {

    private static final Set<String> STANDARD_SCOPES =
            Set.of("openid", "profile", "email", "address", "phone", "offline_access", "roles");

    private final Flavour flavour;

    Entitlements(Flavour flavour) {
        this.flavour = flavour;
    }

    /**
     * Returns the audiences for the {@code audience} parameter. Keycloak has no such parameter for these grants, and
     * clients send it various values, so for Keycloak it can only narrow the audiences and is ignored otherwise.
     *
     * @throws OAuthException {@code invalid_target} (RFC 8707 section 2) for a generic issuer and a foreign audience
     */
    List<String> audiences(Client client, Optional<String> wanted) {
        if (wanted.isPresent() && client.mayAskFor(wanted.get())) {
            return List.of(wanted.get());
        }
        if (flavour == Flavour.GENERIC) {
            if (wanted.isPresent()) {
                throw OAuthException.of(400, "invalid_target", "This audience is not allowed for the client");
            }
            if (client.audiences().isEmpty()) {
                throw OAuthException.invalidRequest("Missing parameter: audience");
            }
        }
        return client.audiences();
    }

    /**
     * Returns the scopes to grant. Keycloak always adds its default scopes. A generic issuer grants a client that
     * requests no scope the names of its permissions.
     *
     * @throws OAuthException {@code invalid_scope} for an unknown one
     */
    Set<String> scopes(Client client, List<String> audiences, Set<String> wanted, boolean forPerson) {
        List<String> permissions =
                flavour == Flavour.GENERIC && !forPerson ? client.permissions().flat(audiences) : List.of();
        for (String scope : wanted) {
            if (!STANDARD_SCOPES.contains(scope) && !client.scopes().contains(scope) && !permissions.contains(scope)) {
                throw OAuthException.of(400, "invalid_scope", "A requested scope is unknown or not allowed");
            }
        }
        Set<String> granted = new LinkedHashSet<>(wanted);
        if (flavour == Flavour.KEYCLOAK) {
            granted.add("email");
            granted.add("profile");
        } else if (granted.isEmpty()) {
            granted.addAll(permissions);
        }
        return granted;
    }
}
