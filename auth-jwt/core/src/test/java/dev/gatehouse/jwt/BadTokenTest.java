package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.jwk.Curve;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Bad tokens in families; each must be refused for its own reason, with the cache and without. */
class BadTokenTest {

    private static final TestKey RSA = TestKey.rsa("rsa");
    private static final TestKey EC = TestKey.elliptic("ec", Curve.P_256);
    private static final TestKey EC384 = TestKey.elliptic("ec384", Curve.P_384);

    private final TestVerifier verifier = TestVerifier.of(TestIssuer.publishing(RSA, EC, EC384));
    private final TestVerifier uncached = TestVerifier.withoutCache(TestIssuer.publishing(RSA, EC, EC384));

    private static String good() {
        return TestToken.of(RSA).compact();
    }

    @Test
    void theTokenThatAllOthersAreMadeOf_isGood() {
        assertEquals("verified", verifier.outcome(good()));
        assertEquals(
                "verified", verifier.outcome(TestToken.of(EC).algorithm("ES256").compact()));
    }

    @TestFactory
    Stream<DynamicContainer> badToken_isRefusedForItsReason() {
        return Stream.of(
                family("form", form()),
                family("algorithm", algorithm()),
                family("header", header()),
                family("type", type()),
                family("json", json()),
                family("claims", claims()),
                family("time", time()),
                family("audience and issuer", audienceAndIssuer()),
                family("signature", signature()));
    }

    private DynamicContainer family(String name, Map<String, String[]> variants) {
        Stream<DynamicTest> tests = variants.entrySet().stream()
                .map(variant -> dynamicTest(variant.getKey(), () -> {
                    // Unknown kids may make the verifier ask for new keys only so often; here each is the first.
                    verifier.keyClock.advance(Duration.ofMinutes(2));
                    uncached.keyClock.advance(Duration.ofMinutes(2));
                    String token = variant.getValue()[0];
                    assertEquals(variant.getValue()[1], verifier.outcome(token));
                    assertEquals(variant.getValue()[1], verifier.outcome(token), "the second time");
                    assertEquals(variant.getValue()[1], uncached.outcome(token), "without a cache");
                }));
        return dynamicContainer(name, tests);
    }

    private static Map<String, String[]> form() {
        Map<String, String[]> variants = new LinkedHashMap<>();
        String good = good();
        int first = good.indexOf('.');
        int second = good.lastIndexOf('.');
        String header = good.substring(0, first);
        String payload = good.substring(first + 1, second);
        String signature = good.substring(second + 1);
        put(variants, "nothing", "", "token.malformed");
        put(variants, "one segment", header, "token.malformed");
        put(variants, "two segments", header + "." + payload, "token.malformed");
        put(variants, "two segments and a dot", header + "." + payload + ".", "token.malformed");
        put(variants, "four segments", good + ".AAAA", "token.malformed");
        put(variants, "five segments, as in JWE", good + ".AAAA.AAAA", "token.encrypted");
        put(variants, "dots alone", "..", "token.malformed");
        put(variants, "empty header", "." + payload + "." + signature, "token.malformed");
        put(variants, "empty payload", header + ".." + signature, "token.malformed");
        for (String extra : new String[] {"=", "==", " ", "\t", "\n", "~", "$", "%", "\u0000", "\u00e9", "\u0100"}) {
            String name = Integer.toHexString(extra.charAt(0)) + (extra.length() > 1 ? " twice" : "");
            put(variants, "behind it " + name, good + extra, "token.malformed");
            put(variants, "before it " + name, extra + good, "token.malformed");
            put(
                    variants,
                    "within the signature " + name,
                    good.substring(0, second + 9) + extra + good.substring(second + 9),
                    "token.malformed");
            put(
                    variants,
                    "behind the header " + name,
                    header + extra + "." + payload + "." + signature,
                    "token.malformed");
        }
        // U+0141 has the low byte of 'A': a narrowing copy would take it for the letter.
        put(variants, "a letter with the low byte of another", good.replaceFirst("J", "\u014a"), "token.malformed");
        String mixed = TestToken.of(RSA)
                .payload(TestToken.claimsAnd("\"x\":\"\u00fb\u00ff\u00fe???>>>\""))
                .compact();
        put(variants, "standard alphabet", mixed.replace('-', '+').replace('_', '/'), "token.malformed");
        put(variants, "other spelling of the last character", otherSpelling(good), "token.malformed");
        put(variants, "signature cut by a character", good.substring(0, good.length() - 1), "token.malformed");
        put(
                variants,
                "too long",
                header + "." + payload + "." + "A".repeat(CompactToken.MAX_LENGTH),
                "token.too-large");
        put(variants, "much too long", "A".repeat(1_000_000), "token.too-large");
        return variants;
    }

    /** The same bytes with other unused bits in the last character. */
    private static String otherSpelling(String token) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(token.charAt(token.length() - 1));
        return token.substring(0, token.length() - 1) + alphabet.charAt(last ^ 1);
    }

    private static Map<String, String[]> algorithm() {
        Map<String, String[]> variants = new LinkedHashMap<>();
        for (String name : new String[] {
            "none", "None", "NONE", "nOnE", "HS256", "HS384", "HS512", "rs256", "RS256 ", "RS1", "EdDSA", "ES256K",
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

    private static String withHeader(String member) {
        return TestToken.of(RSA)
                .header("{\"alg\":\"RS256\",\"kid\":\"rsa\"," + member + "}")
                .compact();
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
        put(
                variants,
                "event of a logout token",
                payload(TestToken.claimsAnd("\"events\":{\"http://schemas.openid.net/event/backchannel-logout\":{}}")),
                "token.type");
        return variants;
    }

    private static Map<String, String[]> json() {
        Map<String, String[]> variants = new LinkedHashMap<>();
        String claims = TestToken.claims();
        put(variants, "no JSON", payload("hello"), "token.malformed");
        put(variants, "array", payload("[" + claims + "]"), "token.malformed");
        put(variants, "text", payload("\"x\""), "token.malformed");
        put(variants, "null", payload("null"), "token.malformed");
        put(variants, "cut", payload(claims.substring(0, claims.length() - 1)), "token.malformed");
        put(variants, "something behind it", payload(claims + "x"), "token.malformed");
        put(variants, "an object behind it", payload(claims + "{}"), "token.malformed");
        put(variants, "NUL behind it", payload(claims + "\u0000"), "token.malformed");
        put(variants, "a comment", payload("/* x */" + claims), "token.malformed");
        put(variants, "a line comment", payload("# x\n" + claims), "token.malformed");
        put(variants, "a comma too many", payload(claims.replace("}", ",}")), "token.malformed");
        put(variants, "single quotes", payload(claims.replace('"', '\'')), "token.malformed");
        put(variants, "a name without quotes", payload(claims.replace("\"exp\"", "exp")), "token.malformed");
        put(variants, "NaN", payload(TestToken.claimsAnd("\"x\":NaN")), "token.malformed");
        put(variants, "Infinity", payload(TestToken.claimsAnd("\"x\":Infinity")), "token.malformed");
        put(variants, "a number beyond double", payload(TestToken.claimsAnd("\"x\":1e999")), "token.malformed");
        put(variants, "a leading zero", payload(TestToken.claimsAnd("\"x\":01")), "token.malformed");
        put(variants, "a plus sign", payload(TestToken.claimsAnd("\"x\":+1")), "token.malformed");
        put(variants, "65 digits", payload(TestToken.claimsAnd("\"x\":" + "1".repeat(65))), "token.malformed");
        put(variants, "a long name", payload(TestToken.claimsAnd("\"" + "n".repeat(257) + "\":1")), "token.malformed");
        put(
                variants,
                "a control character in a text",
                payload(TestToken.claimsAnd("\"x\":\"\u0001\"")),
                "token.malformed");
        put(variants, "sub twice", payload(TestToken.claimsAnd("\"sub\":\"mallory\"")), "token.malformed");
        put(
                variants,
                "sub twice, once escaped",
                payload(TestToken.claimsAnd("\"s\\u0075b\":\"mallory\"")),
                "token.malformed");
        put(variants, "null twice", payload(TestToken.claimsAnd("\"x\":null,\"x\":null")), "token.malformed");
        put(variants, "twice within", payload(TestToken.claimsAnd("\"x\":{\"a\":1,\"a\":2}")), "token.malformed");
        put(
                variants,
                "twice deep within",
                payload(TestToken.claimsAnd("\"x\":[[{\"b\":{\"a\":1,\"a\":1}}]]")),
                "token.malformed");
        put(
                variants,
                "33 deep",
                payload(TestToken.claimsAnd("\"x\":" + "[".repeat(32) + "]".repeat(32))),
                "token.malformed");
        put(
                variants,
                "5000 deep",
                payload(TestToken.claimsAnd("\"x\":" + "[".repeat(5000) + "]".repeat(5000))),
                "token.malformed");
        put(variants, "half a surrogate pair", payload(TestToken.claimsAnd("\"x\":\"\\ud800\"")), "token.malformed");
        put(
                variants,
                "half a surrogate pair in a name",
                payload(TestToken.claimsAnd("\"\\udc00\":1")),
                "token.malformed");
        put(
                variants,
                "BOM",
                TestToken.of(RSA)
                        .payload(joined(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, claims))
                        .compact(),
                "token.malformed");
        put(
                variants,
                "UTF-16",
                TestToken.of(RSA)
                        .payload(claims.getBytes(StandardCharsets.UTF_16))
                        .compact(),
                "token.malformed");
        put(
                variants,
                "UTF-16 without BOM",
                TestToken.of(RSA)
                        .payload(claims.getBytes(StandardCharsets.UTF_16LE))
                        .compact(),
                "token.malformed");
        put(variants, "Latin-1", replacedByte(claims, (byte) 0xe9), "token.malformed");
        put(variants, "overlong UTF-8", replacedBytes(claims, (byte) 0xc1, (byte) 0xa1), "token.malformed");
        put(
                variants,
                "a surrogate in UTF-8",
                replacedBytes(claims, (byte) 0xed, (byte) 0xa0, (byte) 0x80),
                "token.malformed");
        put(variants, "header: no JSON", TestToken.of(RSA).header("hello").compact(), "token.malformed");
        put(
                variants,
                "header: alg twice",
                TestToken.of(RSA)
                        .header("{\"alg\":\"RS256\",\"alg\":\"RS256\",\"kid\":\"rsa\"}")
                        .compact(),
                "token.malformed");
        put(variants, "header: array", TestToken.of(RSA).header("[]").compact(), "token.malformed");
        put(
                variants,
                "header: something behind it",
                TestToken.of(RSA).header(TestToken.header("RS256", "rsa") + "x").compact(),
                "token.malformed");
        put(
                variants,
                "header: BOM",
                TestToken.of(RSA)
                        .header(joined(
                                new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, TestToken.header("RS256", "rsa")))
                        .compact(),
                "token.malformed");
        return variants;
    }

    private static String replacedByte(String claims, byte b) {
        return replacedBytes(claims, b);
    }

    /** The bytes in place of the subject's first letter. */
    private static String replacedBytes(String claims, byte... bytes) {
        byte[] all = TestToken.bytes(claims);
        int at = claims.indexOf("alice");
        byte[] changed = new byte[all.length - 1 + bytes.length];
        System.arraycopy(all, 0, changed, 0, at);
        System.arraycopy(bytes, 0, changed, at, bytes.length);
        System.arraycopy(all, at + 1, changed, at + bytes.length, all.length - at - 1);
        return TestToken.of(RSA).payload(changed).compact();
    }

    private static byte[] joined(byte[] start, String rest) {
        byte[] tail = TestToken.bytes(rest);
        byte[] all = Arrays.copyOf(start, start.length + tail.length);
        System.arraycopy(tail, 0, all, start.length, tail.length);
        return all;
    }

    private static Map<String, String[]> claims() {
        Map<String, String[]> variants = new LinkedHashMap<>();
        put(variants, "no sub", changed("\"sub\":\"alice\",", ""), "token.claims");
        for (String value : new String[] {
            "null", "1", "[]", "[\"alice\"]", "{}", "\"\"", "\"  \"", "\"a\\nb\"", "\"" + "s".repeat(256) + "\""
        }) {
            put(
                    variants,
                    "sub " + value.substring(0, Math.min(9, value.length())),
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

    private static Map<String, String[]> signature() {
        Map<String, String[]> variants = new LinkedHashMap<>();
        put(variants, "a bit of it", TestToken.of(RSA).compact(BadTokenTest::flipped), "token.signature");
        put(variants, "all zero", TestToken.of(RSA).compact(s -> new byte[s.length]), "token.signature");
        put(
                variants,
                "a byte short",
                TestToken.of(RSA).compact(s -> Arrays.copyOf(s, s.length - 1)),
                "token.signature");
        put(variants, "a byte long", TestToken.of(RSA).compact(s -> Arrays.copyOf(s, s.length + 1)), "token.signature");
        put(variants, "another key's", TestToken.of(TestKey.otherRsa("rsa")).compact(), "token.signature");
        put(variants, "a changed claim", tampered(), "token.signature");
        put(variants, "ECDSA: a bit of it", elliptic(BadTokenTest::flipped), "token.signature");
        put(variants, "ECDSA: all zero", elliptic(s -> new byte[64]), "token.signature");
        BigInteger order = order();
        put(variants, "ECDSA: r zero", elliptic(s -> rs(BigInteger.ZERO, s(s))), "token.signature");
        put(variants, "ECDSA: s zero", elliptic(s -> rs(r(s), BigInteger.ZERO)), "token.signature");
        put(variants, "ECDSA: r the order", elliptic(s -> rs(order, s(s))), "token.signature");
        put(variants, "ECDSA: s the order", elliptic(s -> rs(r(s), order)), "token.signature");
        put(variants, "ECDSA: r and s the order", elliptic(s -> rs(order, order)), "token.signature");
        put(
                variants,
                "ECDSA: s beyond the order",
                elliptic(s -> rs(r(s), BigInteger.TWO.pow(256).subtract(BigInteger.ONE))),
                "token.signature");
        put(variants, "ECDSA: DER", elliptic(BadTokenTest::der), "token.signature");
        put(variants, "ECDSA: 96 bytes", elliptic(s -> Arrays.copyOf(s, 96)), "token.signature");
        put(variants, "ECDSA: half", elliptic(s -> Arrays.copyOf(s, 32)), "token.signature");
        put(
                variants,
                "ECDSA: another key's",
                TestToken.of(TestKey.elliptic("ec", Curve.P_256))
                        .algorithm("ES256")
                        .compact(),
                "token.signature");
        return variants;
    }

    private static String elliptic(UnaryOperator<byte[]> change) {
        return TestToken.of(EC).algorithm("ES256").compact(change);
    }

    private static byte[] flipped(byte[] signature) {
        signature[signature.length / 2] ^= 1;
        return signature;
    }

    private static BigInteger order() {
        try {
            ECPublicKey key = EC.pair().toECKey().toECPublicKey();
            return key.getParams().getOrder();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BigInteger r(byte[] signature) {
        return new BigInteger(1, Arrays.copyOf(signature, 32));
    }

    private static BigInteger s(byte[] signature) {
        return new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
    }

    private static byte[] rs(BigInteger r, BigInteger s) {
        byte[] both = new byte[64];
        place(r, both, 32);
        place(s, both, 64);
        return both;
    }

    private static void place(BigInteger number, byte[] into, int end) {
        byte[] bytes = number.toByteArray();
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, into, end - length, length);
    }

    private static byte[] der(byte[] signature) {
        try {
            return ECDSA.transcodeSignatureToDER(signature);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String tampered() {
        String good = good();
        String payload = TestToken.encode(TestToken.bytes(TestToken.claims("alice", "admin")));
        return good.substring(0, good.indexOf('.') + 1) + payload + good.substring(good.lastIndexOf('.'));
    }

    private static String payload(String json) {
        return TestToken.of(RSA).payload(json).compact();
    }

    private static String changed(String from, String to) {
        return payload(TestToken.claims(from, to));
    }

    private static void put(Map<String, String[]> variants, String name, String token, String reason) {
        if (variants.put(name, new String[] {token, reason}) != null) {
            throw new IllegalArgumentException("twice: " + name);
        }
    }
}
