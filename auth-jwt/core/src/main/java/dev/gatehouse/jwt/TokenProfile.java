package dev.gatehouse.jwt;

import java.util.List;

/** The kind of tokens that an issuer sends. Each is a preset of other settings. */
enum TokenProfile {
    /** Signed JWTs with {@code exp}, {@code sub} and {@code aud}, of the types that issuers use for access tokens. */
    GENERIC,
    /** Access tokens of RFC 9068: {@code typ} at+jwt, {@code iat}, {@code jti} and {@code client_id} too. */
    RFC9068,
    /**
     * Tokens of clients in Camunda's cloud. Only the first audience counts, and one claim names the cluster. The tokens
     * do not name the organisation of a client.
     */
    CAMUNDA_CLOUD,
    /** Access tokens of Zitadel: the roles of a project are the member names of one claim. */
    ZITADEL;

    /** Returns the default of the claims with permissions. */
    List<String> permissionsClaims() {
        return this == ZITADEL ? List.of("\"urn:zitadel:iam:org:project:roles\".*") : List.of();
    }
}
