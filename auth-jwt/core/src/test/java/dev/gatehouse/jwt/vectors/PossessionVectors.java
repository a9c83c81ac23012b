package dev.gatehouse.jwt.vectors;

import static dev.gatehouse.jwt.vectors.Keys.MAIN;
import static dev.gatehouse.jwt.vectors.Keys.brief;
import static dev.gatehouse.jwt.vectors.Keys.with;

import java.util.List;

/** Tokens that are bound to a key, presented without a proof of it (RFC 7800, RFC 8705, RFC 9449). */
final class PossessionVectors {

    /** base64url of 32 bytes. */
    private static final String HASH = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs";

    private PossessionVectors() {}

    static List<Vector> all() {
        Batch batch = new Batch(Family.PROOF_OF_POSSESSION);
        for (String cnf : new String[] {
            "null",
            "1",
            "\"x\"",
            "[]",
            "{}",
            "true",
            "{\"jkt\":\"x\"}",
            "{\"jkt\":\"\"}",
            "{\"jkt\":null}",
            "{\"jkt\":1}",
            "{\"jkt\":[\"" + HASH + "\"]}",
            "{\"jkt\":\"" + HASH + "=\"}",
            "{\"jkt\":\"" + HASH + HASH + "\"}",
            "{\"jkt\":\"" + HASH.replace('-', '+') + "\"}",
            "{\"jkt\":\"" + HASH.substring(0, 42) + "t\"}",
            "{\"x5t#S256\":\"x\"}",
            "{\"x5t#S256\":null}",
            "{\"x5t#s256\":\"" + HASH + "\"}",
            "{\"JKT\":\"" + HASH + "\"}",
            "{\"kid\":\"k\"}",
            "{\"jwk\":{\"kty\":\"RSA\"}}",
            "{\"jku\":\"https://evil.example.com\"}",
            "{\"jwe\":\"x\"}",
            "{\"jkt\":\"" + HASH + "\",\"kid\":\"k\"}",
            "{\"jkt\":\"" + HASH + "\",\"x5t#S256\":\"x\"}",
            "{\"jkt\":\"" + HASH + "\",\"kc-jkt-type\":\"Client-Attestation\"}",
            "{\"jkt\":\"" + HASH + "\",\"kc-jkt-type\":\"dpop\"}",
            "{\"jkt\":\"" + HASH + "\",\"kc-jkt-type\":null}",
            "{\"jkt\":\"" + HASH + "\",\"kc-jkt-type\":[\"DPoP\"]}",
            "{\"jkt\":\"" + HASH + "\",\"jkt-type\":\"DPoP\"}",
            "{\"jkt\":\"" + HASH + "\",\"kid\":\"k\",\"kc-jkt-type\":\"DPoP\"}",
            "{\"x5t#S256\":\"" + HASH + "\",\"kc-jkt-type\":\"DPoP\"}",
            "{\"kc-jkt-type\":\"DPoP\"}",
            "{\"x\":{}}",
            "[{\"jkt\":\"" + HASH + "\"}]"
        }) {
            batch.bad(
                    MAIN,
                    Check.CONFIRMATION_FORM,
                    "cnf " + brief(cnf) + " " + batch.vectors().size(),
                    with("\"cnf\":" + cnf),
                    "token.bound");
        }
        for (String cnf : new String[] {
            "{\"jkt\":\"" + HASH + "\"}",
            "{\"jkt\":\"" + HASH + "\",\"kc-jkt-type\":\"DPoP\"}",
            "{\"kc-jkt-type\":\"DPoP\",\"jkt\":\"" + HASH + "\"}",
            "{\"x5t#S256\":\"" + HASH + "\"}",
            "{\"jkt\":\"" + HASH + "\",\"x5t#S256\":\"" + HASH + "\"}"
        }) {
            batch.bad(
                    MAIN,
                    Check.CONFIRMATION_PROVEN,
                    "bearer token with cnf " + cnf.replace(HASH, "HASH"),
                    with("\"cnf\":" + cnf),
                    cnf.contains("x5t") ? "token.certificate" : "token.bound");
        }
        return batch.vectors();
    }
}
