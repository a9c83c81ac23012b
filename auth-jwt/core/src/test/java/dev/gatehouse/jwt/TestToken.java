package dev.gatehouse.jwt;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.UnaryOperator;

/** A token in the making, out of raw JSON, so that it can be wrong in every way. */
public final class TestToken {

    public static final String ISSUER = "https://issuer.example.com/realm";
    public static final String AUDIENCE = "tasklist-api";
    /** 2026-01-01T00:00:00Z. */
    public static final long NOW = 1_767_225_600L;

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final TestKey key;
    private String algorithm = "RS256";
    private byte[] header;
    private byte[] payload;

    private TestToken(TestKey key) {
        this.key = key;
        this.header = bytes(header("RS256", key.kid()));
        this.payload = bytes(claims());
    }

    /** A good token, signed with RS256. */
    public static TestToken of(TestKey key) {
        return new TestToken(key);
    }

    public static String header(String algorithm, String kid) {
        return "{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\",\"kid\":\"" + kid + "\"}";
    }

    /** The claims of a good token. */
    public static String claims() {
        return "{\"iss\":\"" + ISSUER + "\",\"sub\":\"alice\",\"aud\":\"" + AUDIENCE + "\",\"exp\":" + (NOW + 300)
                + ",\"iat\":" + (NOW - 10) + ",\"jti\":\"7d2\"}";
    }

    /** The claims of a good token with one part replaced. */
    public static String claims(String from, String to) {
        String changed = claims().replace(from, to);
        if (changed.equals(claims())) {
            throw new IllegalArgumentException("not in the claims: " + from);
        }
        return changed;
    }

    /** The claims of a good token and one member more. */
    public static String claimsAnd(String member) {
        return claims().substring(0, claims().length() - 1) + "," + member + "}";
    }

    public TestToken algorithm(String name) {
        algorithm = name;
        header = bytes(header(name, key.kid()));
        return this;
    }

    public TestToken header(String json) {
        header = bytes(json);
        return this;
    }

    public TestToken payload(String json) {
        payload = bytes(json);
        return this;
    }

    public TestToken header(byte[] json) {
        header = json.clone();
        return this;
    }

    public TestToken payload(byte[] json) {
        payload = json.clone();
        return this;
    }

    public String compact() {
        return compact(signature -> signature);
    }

    /** The token with another signature than the right one. */
    public String compact(UnaryOperator<byte[]> change) {
        String input = encode(header) + "." + encode(payload);
        byte[] signature = key.sign(algorithm, input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + encode(change.apply(signature));
    }

    public static String encode(byte[] bytes) {
        return BASE64URL.encodeToString(bytes);
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
