package dev.gatehouse.idp;

import dev.gatehouse.idp.accounts.Client;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which audiences and scopes a request may have. */
final class Entitlements {

    private static final Set<String> STANDARD_SCOPES =
            Set.of("openid", "profile", "email", "address", "phone", "offline_access", "roles");

    private final Flavour flavour;

    Entitlements(Flavour flavour) {
        this.flavour = flavour;
    }

    /**
     * The audiences for the {@code audience} parameter. Keycloak knows no such parameter for these grants, and real
     * clients send it all sorts of values, so there it can narrow the audiences and is ignored otherwise.
     *
     * @throws OAuthException {@code invalid_target} (RFC 8707 section 2) for a generic issuer and a foreign audience
     */
    List<String> audiences(Client client, Optional<String> wanted) {
        if (wanted.isPresent() && client.mayAskFor(wanted.get())) {
            return List.of(wanted.get());
        }
        if (flavour == Flavour.GENERIC) {
            if (wanted.isPresent()) {
                throw OAuthException.of(400, "invalid_target", "The client may not ask for this audience");
            }
            if (client.audiences().isEmpty()) {
                throw OAuthException.invalidRequest("Missing parameter: audience");
            }
        }
        return client.audiences();
    }

    /**
     * The scopes to grant. Keycloak always adds its default scopes; a generic issuer grants a client that asks for
     * nothing the names of its permissions.
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
