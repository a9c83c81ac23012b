package dev.gatehouse.jwt.provider;

import dev.gatehouse.jwt.claims.ChosenAudience;
import dev.gatehouse.spi.stability.Incubating;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The provider of an issuer's tokens: a preset of the settings under {@code auth.jwt.}. The values are in
 * docs/providers.md as well. None makes a claim that users can change a subject, a name or a permission.
 *
 * @since 0.1
 */
@Incubating
public enum TokenProvider {
    /** No preset. */
    GENERIC(""),
    /** Microsoft Entra ID, tokens of version 2.0. */
    ENTRA(
            "",
            "issuer",
            "https://login.microsoftonline.com/{tenantid}/v2.0",
            "algorithms",
            "RS256",
            "token-kind-claims",
            "azp",
            "subject-claim",
            "oid, sub",
            "permissions-claims",
            "roles, scp",
            "groups-claim",
            "groups",
            "client-claim",
            "azp",
            "client-when",
            "idtyp=app, !scp"),
    /** Microsoft Entra External ID and Azure AD B2C, whose access tokens of persons may have a nonce. */
    ENTRA_EXTERNAL_ID(
            "https://<tenant ID>.ciamlogin.com/<tenant ID>/v2.0",
            "algorithms",
            "RS256",
            "token-kind-claims",
            "azp",
            "access-token-claims",
            "scp",
            "permissions-claims",
            "roles, scp",
            "groups-claim",
            "groups",
            "client-claim",
            "azp",
            "client-when",
            "idtyp=app, !scp"),
    /** Amazon Cognito, whose access tokens have no {@code aud} unless a resource is bound. */
    COGNITO(
            "https://cognito-idp.<region>.amazonaws.com/<user pool ID>",
            "algorithms",
            "RS256",
            "audience-claims",
            "aud, client_id",
            "token-kind-claims",
            "token_use=access",
            "display-name-claim",
            "username",
            "permissions-claims",
            "scope",
            "groups-claim",
            "cognito:groups",
            "client-claim",
            "client_id"),
    /** A custom authorization server of Okta. There, {@code sub} is the login of a person. */
    OKTA(
            "https://<domain>/oauth2/<authorization server ID>, such as https://dev-123.okta.com/oauth2/default",
            "audience",
            "api://default",
            "algorithms",
            "RS256",
            "token-kind-claims",
            "cid",
            "subject-claim",
            "uid, cid",
            "display-name-claim",
            "sub",
            "permissions-claims",
            "scp",
            "groups-claim",
            "groups",
            "client-claim",
            "cid"),
    /** Auth0, access tokens of the profile of Auth0. */
    AUTH0(
            "https://<tenant>.<region>.auth0.com/, with the slash at its end",
            "algorithms",
            "RS256, PS256",
            "permissions-claims",
            "permissions",
            "client-claim",
            "azp, client_id",
            "client-when",
            "gty=client-credentials"),
    /** Keycloak, whose tokens of service accounts alone have {@code client_id}. */
    KEYCLOAK(
            "https://<host>/realms/<realm>",
            "permissions-claims",
            "realm_access.roles, resource_access.{audience}.roles",
            "display-name-claim",
            "preferred_username",
            "groups-claim",
            "groups",
            "client-claim",
            "client_id, clientId",
            "client-rule",
            "present"),
    /** AD FS 2016 and later. Its access tokens have another issuer than its ID tokens. */
    ADFS(
            "http://<host>/adfs/services/trust",
            "algorithms",
            "RS256",
            "token-kind-claims",
            "appid",
            "subject-claim",
            "sub, primarysid, appid",
            "display-name-claim",
            "unique_name",
            "permissions-claims",
            "role, scp",
            "groups-claim",
            "group",
            "client-claim",
            "appid"),
    /** ID tokens of Google for service accounts and persons; its access tokens are opaque. */
    GOOGLE(
            "",
            "issuer",
            "https://accounts.google.com",
            "algorithms",
            "RS256",
            "id-tokens",
            "on",
            "client-claim",
            "azp"),
    /** Zitadel, access tokens that are JWTs. */
    ZITADEL(
            "https://<instance>.zitadel.cloud",
            "token-kind-claims",
            "jti",
            "permissions-claims",
            "\"urn:zitadel:iam:org:project:roles\".*",
            "client-claim",
            "client_id"),
    /** Ory Hydra, access tokens that are JWTs. */
    HYDRA(
            "https://<host>/, as Hydra's setting urls.self.issuer says",
            "token-kind-claims",
            "client_id",
            "permissions-claims",
            "scp",
            "client-claim",
            "client_id"),
    /** Tokens of service accounts of a Kubernetes cluster. */
    KUBERNETES(
            "",
            "issuer",
            "https://kubernetes.default.svc.cluster.local",
            "id-tokens",
            "on",
            "token-kind-claims",
            "kubernetes.io.serviceaccount.uid",
            "display-name-claim",
            "kubernetes.io.serviceaccount.name",
            "client-rule",
            "always"),
    /** Tokens of workflows of GitHub Actions. */
    GITHUB_ACTIONS(
            "",
            "issuer",
            "https://token.actions.githubusercontent.com",
            "algorithms",
            "RS256",
            "token-kind-claims",
            "repository_owner_id",
            "display-name-claim",
            "repository",
            "client-rule",
            "always"),
    /** Access tokens of RFC 9068: {@code typ} at+jwt, {@code iat}, {@code jti} and {@code client_id} too. */
    RFC9068(""),
    /**
     * Tokens of clients in Camunda's cloud. Only the first audience counts, and one claim names the cluster. The tokens
     * do not name the organisation of a client.
     */
    CAMUNDA_CLOUD(
            "",
            "audience",
            "tasklist.camunda.io",
            "algorithms",
            "RS256",
            "client-rule",
            "always",
            "granted-permissions",
            "WRITE");

    private final String issuerForm;
    private final Map<String, String> preset;

    TokenProvider(String issuerForm, String... settings) {
        this.issuerForm = issuerForm;
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            all.put("auth.jwt." + settings[i], settings[i + 1]);
        }
        this.preset = Collections.unmodifiableMap(all);
    }

    /** Returns the values of other settings, by their keys. */
    public Map<String, String> preset() {
        return preset;
    }

    /** Returns what the issuer looks like, for a message; empty if it is preset or unknown. */
    public String issuerForm() {
        return issuerForm;
    }

    /** Returns the claims that can name the owner of a token, if its holder chooses the audience; else empty. */
    public Set<String> ownerClaims() {
        return switch (this) {
            case GOOGLE -> ChosenAudience.GOOGLE.ownerClaims();
            case KUBERNETES -> ChosenAudience.KUBERNETES.ownerClaims();
            case GITHUB_ACTIONS -> ChosenAudience.GITHUB_ACTIONS.ownerClaims();
            default -> Set.of();
        };
    }
}
