package dev.gatehouse.idp;

import dev.gatehouse.idp.faults.Endpoint;
import java.util.List;
import java.util.Map;

/** The two flavours of paths and tokens that one provider serves. */
enum Flavour {
    /** Keycloak's paths for the realm of self-managed Camunda installations. */
    KEYCLOAK(
            "/auth/realms/camunda-platform",
            Map.of(
                    Endpoint.DISCOVERY,
                    List.of(
                            "/auth/realms/camunda-platform/.well-known/openid-configuration",
                            "/.well-known/oauth-authorization-server/auth/realms/camunda-platform"),
                    Endpoint.JWKS,
                    List.of(Flavour.PROTOCOL + "/certs"),
                    Endpoint.TOKEN,
                    List.of(Flavour.PROTOCOL + "/token"),
                    Endpoint.AUTHORIZATION,
                    List.of(Flavour.PROTOCOL + "/auth"),
                    Endpoint.INTROSPECTION,
                    List.of(Flavour.PROTOCOL + "/token/introspect"),
                    Endpoint.REVOCATION,
                    List.of(Flavour.PROTOCOL + "/revoke"),
                    Endpoint.END_SESSION,
                    List.of(Flavour.PROTOCOL + "/logout"),
                    Endpoint.USERINFO,
                    List.of(Flavour.PROTOCOL + "/userinfo"),
                    Endpoint.PUSHED_AUTHORIZATION,
                    List.of(Flavour.PROTOCOL + "/ext/par/request"))),

    /** The paths of a hosted authorization server. */
    GENERIC(
            "/",
            Map.of(
                    Endpoint.DISCOVERY,
                    List.of("/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"),
                    Endpoint.JWKS,
                    List.of("/.well-known/jwks.json"),
                    // Some clients carry the address with a trailing slash as their default.
                    Endpoint.TOKEN,
                    List.of("/oauth/token", "/oauth/token/"),
                    Endpoint.AUTHORIZATION,
                    List.of("/oauth/authorize"),
                    Endpoint.INTROSPECTION,
                    List.of("/oauth/introspect"),
                    Endpoint.REVOCATION,
                    List.of("/oauth/revoke"),
                    Endpoint.END_SESSION,
                    List.of("/oauth/logout"),
                    Endpoint.USERINFO,
                    List.of("/oauth/userinfo"),
                    Endpoint.PUSHED_AUTHORIZATION,
                    List.of("/oauth/par")));

    private static final String PROTOCOL = "/auth/realms/camunda-platform/protocol/openid-connect";

    private final String issuerPath;
    private final Map<Endpoint, List<String>> paths;

    Flavour(String issuerPath, Map<Endpoint, List<String>> paths) {
        this.issuerPath = issuerPath;
        this.paths = paths;
    }

    String issuerPath() {
        return issuerPath;
    }

    /** Returns all paths of the endpoint. The first one is in the metadata. */
    List<String> paths(Endpoint endpoint) {
        List<String> found = paths.get(endpoint);
        if (found == null) {
            throw new IllegalStateException("no path for " + endpoint);
        }
        return found;
    }

    /**
     * Cookies of the login page are limited to this path, so that other applications on localhost do not receive them.
     */
    String cookiePath() {
        return this == KEYCLOAK ? issuerPath : "/oauth";
    }

    String cookieName() {
        return "DEVELOPMENT-IDP-" + name();
    }
}
