package dev.gatehouse.idp.tokens;

import dev.gatehouse.spi.stability.Internal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * The digests that OAuth 2.0 and OpenID Connect name.
 *
 * @since 0.1
 */
@Internal
public final class Digests {

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private Digests() {}

    public static byte[] sha256(byte[] input) {
        return digest("SHA-256", input);
    }

    /** The S256 code challenge of RFC 7636 section 4.2. */
    public static String codeChallenge(String verifier) {
        return BASE64URL.encodeToString(sha256(verifier.getBytes(StandardCharsets.US_ASCII)));
    }

    /** {@code at_hash} of OpenID Connect Core section 3.1.3.6: the left half of the algorithm's digest. */
    public static String leftHalf(String token, String algorithm) {
        String bits = algorithm.endsWith("384") ? "384" : algorithm.endsWith("256") ? "256" : "512";
        byte[] whole = digest("SHA-" + bits, token.getBytes(StandardCharsets.US_ASCII));
        return BASE64URL.encodeToString(Arrays.copyOf(whole, whole.length / 2));
    }

    private static byte[] digest(String name, byte[] input) {
        try {
            return MessageDigest.getInstance(name).digest(input);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + name, e);
        }
    }
}
