package dev.gatehouse.support;

import dev.gatehouse.spi.stability.Internal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * SHA-256 in several encodings. Stateless and thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class Sha256 {

    /** Never updated, so threads may clone it. A clone needs no search through the providers. */
    private static final MessageDigest FRESH = create();

    private Sha256() {}

    /** Returns the digest as 64 lower-case hexadecimal digits. */
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(of(bytes));
    }

    /** Returns the digest of the string's UTF-8 as 64 lower-case hexadecimal digits. */
    public static String hex(String string) {
        return hex(string.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the digest as 43 characters of base64url without padding (RFC 7515 section 2). */
    public static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(of(bytes));
    }

    /** Returns the digest of the string's UTF-8 as 43 characters of base64url without padding. */
    public static String base64Url(String string) {
        return base64Url(string.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the 32 bytes of the digest. */
    public static byte[] of(byte[] bytes) {
        return digest().digest(bytes);
    }

    /** Returns a new digest, for input in parts or for repeated use. It is not thread-safe. */
    public static MessageDigest digest() {
        try {
            return (MessageDigest) FRESH.clone();
        } catch (CloneNotSupportedException someProviders) {
            return create();
        }
    }

    private static MessageDigest create() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
