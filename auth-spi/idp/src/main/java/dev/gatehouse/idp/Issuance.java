package dev.gatehouse.idp;

import dev.gatehouse.idp.accounts.Client;
import dev.gatehouse.idp.accounts.Permissions;
import dev.gatehouse.idp.accounts.User;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The holder of an access token: a client on its own behalf, or the user of the grant.
 *
 * @param thumbprint the key that the token is bound to; {@code null} for a bearer token
 */
record Issuance(
        Client client,
        @Nullable Grant grant,
        List<String> audiences,
        Set<String> scopes,
        @Nullable String thumbprint) {

    @Nullable
    User user() {
        return grant == null ? null : grant.session().user();
    }

    Map<String, List<String>> permissions() {
        return holder().forAudiences(audiences);
    }

    /**
     * Returns all permissions as one list. A scope with permissions narrows the list to them, so that a client that
     * requests read access gets a read-only token.
     */
    List<String> flatPermissions() {
        List<String> all = holder().flat(audiences);
        List<String> named = all.stream().filter(scopes::contains).toList();
        return named.isEmpty() ? all : named;
    }

    private Permissions holder() {
        User user = user();
        return user == null ? client.permissions() : user.permissions();
    }
}
