package dev.gatehouse.jwt;

import static dev.gatehouse.jwt.BadTokens.EC;
import static dev.gatehouse.jwt.BadTokens.RSA;
import static dev.gatehouse.jwt.BadTokens.payload;
import static dev.gatehouse.jwt.BadTokens.put;
import static dev.gatehouse.jwt.BadTokens.withHeader;

import java.security.interfaces.RSAPublicKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/** Tokens whose header asks for something else than the verifier offers. */
class BadTokenHeaderTest {

    private final BadTokens bad = new BadTokens();

    @TestFactory
    Stream<DynamicContainer> badToken_isRefusedForItsReason() {
        return Stream.of(
                bad.family("algorithm", algorithm()), bad.family("header", header()), bad.family("type", type()));
    }

    private static Map<String, String[]> algorithm() {
        Map<String, String[]> variants = new LinkedHashMap<>();
        for (String name : new String[] {
            "none", "None", "NONE", "nOnE", "HS256", "HS384", "HS512", "rs256", "RS256 ", "RS1", "Ed448", "ES256K",
            "RSA1_5", "dir", ""
        }) {
            put(
                    variants,
                    "'" + name + "'",
                    TestToken.of(RSA).header(TestToken.header(name, "rsa")).compact(),
                    "token.algorithm");
        }
        for (String value : new String[] {"null", "[]", "[\"RS256\"]", "{}", "256", "true"}) {
            String header = "{\"alg\":" + value + ",\"kid\":\"rsa\"}";
            put(variants, "alg " + value, TestToken.of(RSA).header(header).compact(), "token.algorithm");
        }
        put(variants, "no alg", TestToken.of(RSA).header("{\"kid\":\"rsa\"}").compact(), "token.algorithm");
        String noneHeader = TestToken.encode(TestToken.bytes("{\"alg\":\"none\"}"));
        String payload = TestToken.encode(TestToken.bytes(TestToken.claims()));
        put(variants, "none without a signature", noneHeader + "." + payload + ".", "token.malformed");
        put(variants, "none with a signature", noneHeader + "." + payload + ".AAAA", "token.algorithm");
        put(variants, "HMAC with the public key", hmacWithPublicKey(), "token.algorithm");
        put(
                variants,
                "another hash than signed with",
                TestToken.of(RSA).header(TestToken.header("RS512", "rsa")).compact(),
                "token.signature");
        put(
                variants,
                "another padding than signed with",
                TestToken.of(RSA).header(TestToken.header("PS256", "rsa")).compact(),
                "token.signature");
        put(
                variants,
                "RSA with a key for ECDSA",
                TestToken.of(RSA).header(TestToken.header("RS256", "ec")).compact(),
                "token.key-unknown");
        put(
                variants,
                "ECDSA with a key for RSA",
                TestToken.of(EC)
                        .algorithm("ES256")
                        .header(TestToken.header("ES256", "rsa"))
                        .compact(),
                "token.key-unknown");
        put(
                variants,
                "ECDSA with a key of another curve",
                TestToken.of(EC)
                        .algorithm("ES256")
                        .header(TestToken.header("ES256", "ec384"))
                        .compact(),
                "token.key-unknown");
        return variants;
    }

    private static String hmacWithPublicKey() {
        String input = TestToken.encode(TestToken.bytes(TestToken.header("HS256", "rsa"))) + "."
                + TestToken.encode(TestToken.bytes(TestToken.claims()));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            RSAPublicKey key = RSA.pair().toRSAKey().toRSAPublicKey();
            mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
            return input + "." + TestToken.encode(mac.doFinal(TestToken.bytes(input)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String[]> header() {
        Map<String, String[]> variants = new LinkedHashMap<>();
        for (String value :
                new String[] {"[]", "[\"exp\"]", "[\"b64\"]", "[\"x\",\"x\"]", "\"x\"", "null", "{}", "[1]"}) {
            put(variants, "crit " + value, withHeader("\"crit\":" + value), "token.critical-header");
        }
        put(variants, "b64 false", withHeader("\"b64\":false"), "token.critical-header");
        put(variants, "b64 true", withHeader("\"b64\":true"), "token.critical-header");
        put(
                variants,
                "b64 false and critical",
                withHeader("\"b64\":false,\"crit\":[\"b64\"]"),
                "token.critical-header");
        put(variants, "zip", withHeader("\"zip\":\"DEF\""), "token.encrypted");
        put(variants, "enc", withHeader("\"enc\":\"A128GCM\""), "token.encrypted");
        for (String kid : new String[] {
            "null", "1", "[]", "{}", "\"\"", "\"a\\u0000b\"", "\"a\\nb\"", "\"\u00e9\"", "\"" + "k".repeat(257) + "\""
        }) {
            put(
                    variants,
                    "kid " + kid.substring(0, Math.min(20, kid.length())),
                    TestToken.of(RSA)
                            .header("{\"alg\":\"RS256\",\"kid\":" + kid + "}")
                            .compact(),
                    "token.malformed");
        }
        put(
                variants,
                "kid that the issuer does not have",
                TestToken.of(RSA).header(TestToken.header("RS256", "other")).compact(),
                "token.key-unknown");
        put(
                variants,
                "kid of a path",
                TestToken.of(RSA)
                        .header(TestToken.header("RS256", "../../../../dev/null"))
                        .compact(),
                "token.key-unknown");
        put(
                variants,
                "kid of SQL",
                TestToken.of(RSA)
                        .header(TestToken.header("RS256", "x' UNION SELECT 'a"))
                        .compact(),
                "token.key-unknown");
        return variants;
    }

    private static Map<String, String[]> type() {
        Map<String, String[]> variants = new LinkedHashMap<>();
        for (String type : new String[] {
            "dpop+jwt",
            "logout+jwt",
            "ID",
            "JWE",
            "secevent+jwt",
            "token-introspection+jwt",
            "application/logout+jwt",
            "application/application/jwt",
            "jwt ",
            "at",
            "none",
            "JOSE+JSON"
        }) {
            put(variants, "typ " + type, withHeader("\"typ\":\"" + type + "\""), "token.type");
        }
        for (String type : new String[] {"null", "[]", "[\"JWT\"]", "{}", "1", "\"\"", "\"" + "t".repeat(65) + "\""}) {
            put(
                    variants,
                    "typ value " + type.substring(0, Math.min(9, type.length())),
                    withHeader("\"typ\":" + type),
                    "token.type");
        }
        for (String type : new String[] {"ID", "id", "Refresh", "Offline", "Logout", "Serialized-ID"}) {
            put(variants, "claim typ " + type, payload(TestToken.claimsAnd("\"typ\":\"" + type + "\"")), "token.type");
        }
        put(variants, "at_hash of an ID token", payload(TestToken.claimsAnd("\"at_hash\":\"x\"")), "token.type");
        put(variants, "c_hash of an ID token", payload(TestToken.claimsAnd("\"c_hash\":\"x\"")), "token.type");
        for (String nonce :
                new String[] {"\"n-0S6\"", "null", "1", "\"n\",\"typ\":\"bearer\"", "\"n\",\"typ\":\"JWT\""}) {
            put(variants, "nonce " + nonce, payload(TestToken.claimsAnd("\"nonce\":" + nonce)), "token.type");
        }
        for (String use : new String[] {"\"id\"", "\"refresh\"", "\"ACCESS\"", "null", "1", "[\"access\"]"}) {
            put(variants, "token_use " + use, payload(TestToken.claimsAnd("\"token_use\":" + use)), "token.type");
        }
        for (String kind : new String[] {"[\"ID\"]", "null", "{}", "1"}) {
            put(variants, "claim typ " + kind, payload(TestToken.claimsAnd("\"typ\":" + kind)), "token.type");
        }
        put(
                variants,
                "event of a logout token",
                payload(TestToken.claimsAnd("\"events\":{\"http://schemas.openid.net/event/backchannel-logout\":{}}")),
                "token.type");
        return variants;
    }
}
