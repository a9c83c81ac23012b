package dev.gatehouse.jwt;

import static dev.gatehouse.jwt.BadTokens.RSA;
import static dev.gatehouse.jwt.BadTokens.payload;
import static dev.gatehouse.jwt.BadTokens.put;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/** Tokens whose payload or header is no strict JSON object. */
class BadTokenJsonTest {

    private final BadTokens bad = new BadTokens();

    @TestFactory
    Stream<DynamicContainer> badToken_isRefusedForItsReason() {
        return Stream.of(bad.family("json", json()));
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
}
