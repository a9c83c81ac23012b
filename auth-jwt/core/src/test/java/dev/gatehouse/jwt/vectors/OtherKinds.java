package dev.gatehouse.jwt.vectors;

import static dev.gatehouse.jwt.vectors.Keys.MAIN;
import static dev.gatehouse.jwt.vectors.Keys.RSA;
import static dev.gatehouse.jwt.vectors.Keys.with;

/** ID, refresh, logout and other tokens of the same issuer, with its keys and with our audience. */
final class OtherKinds {

    private OtherKinds() {}

    static void addTo(Batch batch) {
        for (String members : new String[] {
            "\"typ\":\"Bearer\"",
            "\"token_use\":\"access\"",
            "\"token_use\":\"access_token\"",
            "\"typ\":null",
            "\"token_use\":null",
            "\"nonce\":null",
            "\"at_hash\":null",
            "\"c_hash\":null",
            "\"s_hash\":null",
            "\"events\":null",
            "\"nonce\":\"n\",\"typ\":\"Bearer\"",
            "\"scope\":\"openid\"",
            "\"typ\":\"DPoP\"",
            "\"azp\":\"app\",\"acr\":\"1\",\"amr\":[\"pwd\"],\"auth_time\":1",
            "\"events\":{}",
            "\"events\":{\"x\":{}}",
            "\"sid\":\"s\""
        }) {
            batch.good(MAIN, "access token with " + members, with(members));
        }
        String header = "{\"alg\":\"RS256\",\"kid\":\"rsa\",\"typ\":\"at+jwt\"}";
        batch.good(
                MAIN,
                "access token by its header, with a nonce",
                MAIN.token(RSA)
                        .header(header)
                        .payload(MAIN.claimsAnd("\"nonce\":\"n\""))
                        .compact());
        for (String type : new String[] {
            "ID",
            "id",
            "Refresh",
            "REFRESH",
            "Offline",
            "Logout",
            "Serialized-ID",
            "Initial-Access-Token",
            "Registration-Access-Token"
        }) {
            batch.bad(MAIN, Check.KIND_CLAIM, "claim typ " + type, with("\"typ\":\"" + type + "\""), "token.type");
        }
        for (String type : new String[] {"[\"ID\"]", "{}", "1", "[\"Bearer\"]"}) {
            batch.bad(MAIN, Check.KIND_CLAIM, "claim typ of value " + type, with("\"typ\":" + type), "token.type");
        }
        for (String use : new String[] {"\"id\"", "\"refresh\"", "\"ACCESS\"", "\"\"", "1", "[\"access\"]"}) {
            batch.bad(MAIN, Check.KIND_TOKEN_USE, "token_use " + use, with("\"token_use\":" + use), "token.type");
        }
        for (String nonce :
                new String[] {"\"n-0S6\"", "\"\"", "1", "\"n\",\"typ\":\"bearer\"", "\"n\",\"typ\":\"JWT\""}) {
            batch.bad(MAIN, Check.KIND_NONCE, "nonce " + nonce, with("\"nonce\":" + nonce), "token.type");
        }
        for (String hash : new String[] {"at_hash", "c_hash", "s_hash"}) {
            batch.bad(
                    MAIN, Check.KIND_ID_TOKEN, hash + " of an ID token", with("\"" + hash + "\":\"x\""), "token.type");
        }
        String event = "\"http://schemas.openid.net/event/backchannel-logout\"";
        for (String value : new String[] {"{}", "null", "{\"x\":1}"}) {
            batch.bad(
                    MAIN,
                    Check.KIND_LOGOUT,
                    "event of a logout token " + value,
                    with("\"events\":{" + event + ":" + value + "}"),
                    "token.type");
        }
    }
}
