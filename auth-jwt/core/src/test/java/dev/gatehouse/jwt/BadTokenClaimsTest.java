package dev.gatehouse.jwt;

import static dev.gatehouse.jwt.BadTokens.changed;
import static dev.gatehouse.jwt.BadTokens.payload;
import static dev.gatehouse.jwt.BadTokens.put;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/** Tokens with a claim that is missing, malformed or for somebody else. */
class BadTokenClaimsTest {

    private final BadTokens bad = new BadTokens();

    @TestFactory
    Stream<DynamicContainer> badToken_isRefusedForItsReason() {
        return Stream.of(
                bad.family("claims", claims()),
                bad.family("time", time()),
                bad.family("audience and issuer", audienceAndIssuer()));
    }

    private static Map<String, String[]> claims() {
        Map<String, String[]> variants = new LinkedHashMap<>();
        put(variants, "no sub", changed("\"sub\":\"alice\",", ""), "token.claims");
        for (String value : new String[] {
            "null",
            "1",
            "[]",
            "[\"alice\"]",
            "{}",
            "\"\"",
            "\"  \"",
            "\"a\\nb\"",
            "\"dem\\u202eo\"",
            "\"a\\u200bb\"",
            "\"a\\u2028b\"",
            "\"a\\u2029b\"",
            "\"a\\u0085b\"",
            "\"a\\udb40\\udc41b\"",
            "\"" + "s".repeat(256) + "\""
        }) {
            put(
                    variants,
                    "sub " + value.substring(0, Math.min(14, value.length())),
                    changed("\"alice\"", value),
                    "token.claims");
        }
        for (String value : new String[] {"null", "1", "[]", "{}"}) {
            put(variants, "jti " + value, changed("\"7d2\"", value), "token.claims");
        }
        for (String value : new String[] {"{\"jkt\":\"x\"}", "{}", "null", "{\"x5t#S256\":\"x\"}", "\"x\""}) {
            put(variants, "cnf " + value, payload(TestToken.claimsAnd("\"cnf\":" + value)), "token.bound");
        }
        return variants;
    }

    private static Map<String, String[]> time() {
        Map<String, String[]> variants = new LinkedHashMap<>();
        String exp = "\"exp\":" + (TestToken.NOW + 300);
        String iat = "\"iat\":" + (TestToken.NOW - 10);
        put(variants, "no exp", changed(exp + ",", ""), "token.claims");
        for (String value : new String[] {
            "null",
            "\"" + (TestToken.NOW + 300) + "\"",
            "[]",
            "{}",
            "true",
            "-1",
            "1e300",
            "253402300800",
            "99999999999999999999999999"
        }) {
            put(variants, "exp " + value, changed(exp, "\"exp\":" + value), "token.claims");
            put(variants, "nbf " + value, payload(TestToken.claimsAnd("\"nbf\":" + value)), "token.claims");
            put(variants, "iat " + value, changed(iat, "\"iat\":" + value), "token.claims");
        }
        put(variants, "expired for an hour", changed(exp, "\"exp\":" + (TestToken.NOW - 3600)), "token.expired");
        put(
                variants,
                "expired exactly when the skew ends",
                changed(exp, "\"exp\":" + (TestToken.NOW - 60)),
                "token.expired");
        put(
                variants,
                "expired a fraction before",
                changed(exp, "\"exp\":" + (TestToken.NOW - 61) + ".9"),
                "token.expired");
        put(variants, "exp at the epoch", changed(exp, "\"exp\":0"), "token.expired");
        put(
                variants,
                "nbf in an hour",
                payload(TestToken.claimsAnd("\"nbf\":" + (TestToken.NOW + 3600))),
                "token.not-yet-valid");
        put(
                variants,
                "nbf just beyond the skew",
                payload(TestToken.claimsAnd("\"nbf\":" + (TestToken.NOW + 61))),
                "token.not-yet-valid");
        put(
                variants,
                "iat just beyond the skew",
                changed(iat, "\"iat\":" + (TestToken.NOW + 61)),
                "token.not-yet-valid");
        return variants;
    }

    private static Map<String, String[]> audienceAndIssuer() {
        Map<String, String[]> variants = new LinkedHashMap<>();
        put(variants, "no aud", changed("\"aud\":\"tasklist-api\",", ""), "token.audience");
        for (String value : new String[] {
            "null",
            "{}",
            "[]",
            "1",
            "\"\"",
            "\"zeebe-api\"",
            "[\"zeebe-api\"]",
            "[\"tasklist-api\",1]",
            "[[\"tasklist-api\"]]",
            "{\"tasklist-api\":1}",
            "\"tasklist-api \"",
            "\"Tasklist-api\"",
            "\"tasklist\"",
            "\"tasklist-api,zeebe-api\"",
            "[null,\"tasklist-api\"]"
        }) {
            put(variants, "aud " + value, changed("\"tasklist-api\"", value), "token.audience");
        }
        String iss = "\"" + TestToken.ISSUER + "\"";
        put(variants, "no iss", changed("\"iss\":" + iss + ",", ""), "token.issuer");
        for (String value : new String[] {"null", "[]", "[" + iss + "]", "{}", "1", "\"\""}) {
            put(variants, "iss " + value, changed(iss, value), "token.issuer");
        }
        for (String value : new String[] {
            "https://issuer.example.com/realm/",
            "https://issuer.example.com/Realm",
            "HTTPS://issuer.example.com/realm",
            "https://issuer.example.com:443/realm",
            "https://issuer.example.com/realm ",
            "https://issuer.example.com/realm#",
            "x"
        }) {
            put(variants, "iss " + value, changed(TestToken.ISSUER, value), "foreign");
        }
        return variants;
    }
}
