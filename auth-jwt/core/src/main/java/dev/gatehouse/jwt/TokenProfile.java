package dev.gatehouse.jwt;

/** What kind of tokens an issuer sends; each is a preset of other settings. */
public enum TokenProfile {
    /** Signed JWTs with {@code exp}, {@code sub} and {@code aud}, of the types that issuers use for access tokens. */
    GENERIC,
    /** Access tokens of RFC 9068: {@code typ} at+jwt, {@code iat}, {@code jti} and {@code client_id} too. */
    RFC9068,
    /**
     * Tokens of clients in Camunda's cloud: the first audience alone counts, and one claim names the cluster. Which organisation a client belongs to is not in them.
     */
    CAMUNDA_CLOUD
}
