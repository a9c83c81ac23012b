package dev.gatehouse.idp;

import dev.gatehouse.idp.accounts.Client;
import dev.gatehouse.idp.accounts.Permissions;
import dev.gatehouse.idp.accounts.User;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * For whom an access token is made: a client for itself, or for the person behind the grant.
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
     * All permissions as one list. A scope that names permissions narrows the list to those: a client that asks
     * for reading gets no token that can write.
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
