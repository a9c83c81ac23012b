package dev.gatehouse.jwt;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a fuzzer's bytes mean to the targets: {@code S}, then the JSON of a header, a NUL and the JSON of a payload is a
 * token signed by the live key, since no fuzzer finds a signature; {@code D} in place of {@code S} has it signed by
 * another key. Anything else is a text as it is.
 */
public final class FuzzedToken {

    private FuzzedToken() {}

    static boolean signed(byte[] data) {
        return data.length > 0 && data[0] == 'S';
    }

    /**
     * Returns the text that the data stands for; {@code fill} puts fresh values in place of names such as {@code $JWK}.
     */
    static String text(byte[] data, TestKey live, TestKey dead, Map<String, String> fill) {
        int nul = 0;
        while (nul < data.length && data[nul] != 0) {
            nul++;
        }
        if (data.length == 0 || (data[0] != 'S' && data[0] != 'D') || nul == data.length) {
            return new String(data, StandardCharsets.ISO_8859_1);
        }
        byte[] header = filled(Arrays.copyOfRange(data, 1, nul), fill);
        byte[] payload = filled(Arrays.copyOfRange(data, nul + 1, data.length), fill);
        return TestToken.of(data[0] == 'S' ? live : dead)
                .algorithm("ES256")
                .header(header)
                .payload(payload)
                .compact();
    }

    private static byte[] filled(byte[] json, Map<String, String> fill) {
        String text = new String(json, StandardCharsets.ISO_8859_1);
        for (Map.Entry<String, String> entry : fill.entrySet()) {
            text = text.replace(entry.getKey(), entry.getValue());
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Returns a part of an accepted token, read by another reader than ours. */
    static Map<String, Object> part(byte[] data, boolean payload) {
        int nul = 0;
        while (data[nul] != 0) {
            nul++;
        }
        byte[] json = payload ? Arrays.copyOfRange(data, nul + 1, data.length) : Arrays.copyOfRange(data, 1, nul);
        try {
            return JSONObjectUtils.parse(new String(json, StandardCharsets.UTF_8));
        } catch (ParseException unreadable) {
            throw new AssertionError("accepted what another reader can't read", unreadable);
        }
    }

    /** Throws unless the claims are those that the policy requires; implemented again here, so that it can disagree. */
    public static void checkPolicy(Map<String, Object> claims) {
        check(TestToken.ISSUER.equals(claims.get("iss")), "iss");
        Object subject = claims.get("sub");
        // This reader makes a double of an integer with many digits.
        boolean integer = subject instanceof Number number && number.doubleValue() == Math.rint(number.doubleValue());
        check(integer || (subject instanceof String sub && !sub.isBlank() && sub.length() <= 1_024), "sub");
        Object audience = claims.get("aud");
        check(
                TestToken.AUDIENCE.equals(audience)
                        || (audience instanceof List<?> all && all.contains(TestToken.AUDIENCE)),
                "aud");
        check(claims.get("exp") instanceof Number exp && exp.doubleValue() > TestToken.NOW - 60, "exp");
        for (String name : List.of("nbf", "iat")) {
            Object time = claims.get(name);
            check(
                    claims.get(name) == null
                            || (time instanceof Number number && number.doubleValue() <= TestToken.NOW + 60),
                    name);
        }
        for (String name : List.of("at_hash", "c_hash", "s_hash")) {
            check(claims.get(name) == null, name);
        }
    }

    public static void check(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError("accepted in spite of " + what);
        }
    }
}
