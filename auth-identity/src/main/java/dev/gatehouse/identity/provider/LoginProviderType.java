package dev.gatehouse.identity.provider;

import dev.gatehouse.spi.stability.Internal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The kind of a provider that people log in with: a preset of the settings under {@code auth.login.}. None makes a
 * claim that users can change a subject or a permission.
 *
 * @since 0.1
 */
@Internal
public enum LoginProviderType {
    /** No preset. */
    GENERIC("login"),
    /** The Keycloak of Camunda Identity, whose access tokens have the permissions for each API. */
    CAMUNDA(
            "login",
            "name-claim",
            "preferred_username",
            "audience-permissions-claim",
            "permissions",
            "permission-map",
            "read:*=READ, write:*=WRITE",
            "groups-claim",
            "groups"),
    /** Keycloak, whose access tokens have the roles of the realm and of clients. */
    KEYCLOAK(
            "login",
            "name-claim",
            "preferred_username",
            "permissions-claims",
            "realm_access.roles, resource_access.{audience}.roles",
            "groups-claim",
            "groups"),
    /** Microsoft Entra ID. */
    ENTRA(
            "select_account",
            "algorithms",
            "RS256",
            "subject-claim",
            "oid, sub",
            "name-claim",
            "preferred_username",
            "permissions-claims",
            "roles",
            "groups-claim",
            "groups",
            "client-assertion-audience",
            "token-endpoint"),
    /** Auth0. */
    AUTH0("login", "algorithms", "RS256, PS256", "name-claim", "email", "permissions-claims", "permissions"),
    /** Okta. */
    OKTA(
            "login",
            "algorithms",
            "RS256",
            "subject-claim",
            "uid, sub",
            "name-claim",
            "preferred_username",
            "permissions-claims",
            "scp",
            "groups-claim",
            "groups",
            "client-assertion-audience",
            "token-endpoint");

    private final String otherAccount;
    private final Map<String, String> preset;

    LoginProviderType(String otherAccount, String... namesAndValues) {
        this.otherAccount = otherAccount;
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put("auth.login." + namesAndValues[i], namesAndValues[i + 1]);
        }
        this.preset = Map.copyOf(values);
    }

    /** Returns the value of {@code prompt} that lets a user choose another account. */
    public String otherAccount() {
        return otherAccount;
    }

    /** Returns the values of settings, by their keys. */
    Map<String, String> preset() {
        return preset;
    }
}
