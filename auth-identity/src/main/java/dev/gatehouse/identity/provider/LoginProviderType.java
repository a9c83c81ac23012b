package dev.gatehouse.identity.provider;

import dev.gatehouse.jwt.provider.TokenProvider;
import dev.gatehouse.spi.stability.Internal;
import java.util.Map;
import java.util.Set;

/**
 * The kind of a provider that people log in with: a preset of the settings under {@code auth.login.}. What the
 * provider's tokens look like comes from {@link TokenProvider}; what is different for people who log in is here. None
 * makes a claim that users can change a subject or a permission.
 *
 * @since 0.1
 */
@Internal
public enum LoginProviderType {
    /** No preset. */
    GENERIC(TokenProvider.GENERIC, "login"),
    /** The Keycloak of Camunda Identity, whose access tokens have the permissions for each API. */
    CAMUNDA(
            TokenProvider.GENERIC,
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
    KEYCLOAK(TokenProvider.KEYCLOAK, "login", "name-claim", "preferred_username"),
    /** Microsoft Entra ID. Scopes are what the log-in asked for, so they are no permissions of a person. */
    ENTRA(
            TokenProvider.ENTRA,
            "select_account",
            "name-claim",
            "preferred_username",
            "permissions-claims",
            "roles",
            "client-assertion-audience",
            "token-endpoint"),
    /** Auth0. */
    AUTH0(TokenProvider.AUTH0, "login", "name-claim", "email"),
    /** Okta, whose ID tokens name the person in {@code sub}. */
    OKTA(
            TokenProvider.OKTA,
            "login",
            "subject-claim",
            "uid, sub",
            "name-claim",
            "preferred_username",
            "client-assertion-audience",
            "token-endpoint");

    /** Constants that the constructor needs. */
    private static final class Names {
        /** What ID tokens and access tokens of a person have in common with other tokens of the provider. */
        private static final Set<String> OF_PERSONS =
                Set.of("algorithms", "subject-claim", "permissions-claims", "groups-claim");
    }

    private final String otherAccount;
    private final Map<String, String> preset;

    LoginProviderType(TokenProvider provider, String otherAccount, String... settings) {
        this.otherAccount = otherAccount;
        this.preset = ProviderPreset.of(LoginProviderKeys.PREFIX, provider, Names.OF_PERSONS::contains, settings);
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
