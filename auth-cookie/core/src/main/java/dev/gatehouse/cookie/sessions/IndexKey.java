package dev.gatehouse.cookie.sessions;

import dev.gatehouse.spi.stability.Incubating;
import dev.gatehouse.support.Sha256;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * Index keys of sessions in shared stores. All have the same length and contain only characters that every store
 * supports.
 *
 * @since 0.1
 */
@Incubating
public final class IndexKey {

    private IndexKey() {}

    /** Returns the key of a subject or a {@code sid} of an issuer: a SHA-256 in base64url. */
    public static String of(String issuer, String value) {
        MessageDigest digest = Sha256.digest();
        // UTF-16 code units, because an encoding would map different malformed strings to the same bytes.
        update(digest, issuer);
        update(digest, value);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
    }

    private static void update(MessageDigest digest, String text) {
        int length = text.length();
        byte[] bytes = new byte[4 + 2 * length];
        for (int i = 0; i < 4; i++) {
            bytes[i] = (byte) (length >>> (24 - 8 * i));
        }
        for (int i = 0; i < length; i++) {
            bytes[4 + 2 * i] = (byte) (text.charAt(i) >>> 8);
            bytes[5 + 2 * i] = (byte) text.charAt(i);
        }
        digest.update(bytes);
    }
}
