package dev.gatehouse.identity;

import dev.gatehouse.identity.provider.ProviderPreset;
import dev.gatehouse.jwt.provider.TokenProvider;
import java.util.Map;
import java.util.Set;

/**
 * The provider behind Camunda Identity: a preset of the settings under {@code auth.identity.}. What the provider's
 * tokens look like comes from {@link TokenProvider}; what Identity adds to them is here.
 */
enum IdentityType {
    /** The Keycloak that comes with Identity, whose mappers put permissions by audience into the tokens. */
    KEYCLOAK(
            TokenProvider.GENERIC,
            "audience-permissions-claim",
            "permissions",
            "display-name-claim",
            "name",
            "groups-claim",
            "groups",
            // Keycloak adds this claim to the tokens of service accounts only.
            "client-claim",
            "client_id",
            "client-rule",
            "present",
            "permissions-from",
            "claims",
            "groups-from",
            "claims"),
    /** Any provider of OpenID Connect. Permissions and groups are those that Identity's mapping rules give. */
    GENERIC(
            TokenProvider.GENERIC,
            "client-claim",
            "client_id, azp",
            "client-rule",
            "equals-subject",
            "permissions-from",
            "service",
            "groups-from",
            "service"),
    /** Microsoft Entra ID, tokens of version 2.0. */
    ENTRA(
            TokenProvider.ENTRA,
            "client-rule",
            "equals-subject",
            "permissions-from",
            "service",
            "groups-from",
            "service"),
    /** Auth0, whose tokens have the permissions for the API as a list. */
    AUTH0(TokenProvider.AUTH0, "client-rule", "equals-subject"),
    /** A custom authorization server of Okta. */
    OKTA(TokenProvider.OKTA, "client-rule", "equals-subject", "permissions-from", "service", "groups-from", "service");

    /** Constants that the constructor needs. */
    private static final class Names {
        /** Not of the type of provider, but of the installation. */
        private static final Set<String> OF_INSTALLATION = Set.of("issuer", "audience");
    }

    private final Map<String, String> preset;

    IdentityType(TokenProvider provider, String... settings) {
        this.preset =
                ProviderPreset.of("auth.identity.", provider, name -> !Names.OF_INSTALLATION.contains(name), settings);
    }

    /** Returns the values of other settings, by their keys. */
    Map<String, String> preset() {
        return preset;
    }
}
