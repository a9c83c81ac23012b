package dev.gatehouse.cookie.sessions;

import dev.gatehouse.support.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Derives the id of a session from its secret. Reuses its buffers, so that it allocates nothing but the id. Not
 * thread-safe.
 */
final class SessionIdDigest {

    /** The number of characters of a secret and of an id: 256 bits in base64url. */
    static final int LENGTH = 43;

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final MessageDigest sha256 = Sha256.digest();
    private final byte[] secret = new byte[LENGTH];
    private final byte[] hash = new byte[32];
    private final byte[] id = new byte[LENGTH];

    /**
     * Returns the id of a string of {@link #LENGTH} characters; {@code null} if it is not base64url. Keeps nothing of
     * the string.
     */
    @Nullable
    String of(String text) {
        try {
            for (int i = 0; i < LENGTH; i++) {
                char c = text.charAt(i);
                if (!isBase64Url(c)) {
                    return null;
                }
                secret[i] = (byte) c;
            }
            sha256.update(secret);
            sha256.digest(hash, 0, hash.length);
            BASE64URL.encode(hash, id);
            return new String(id, StandardCharsets.ISO_8859_1);
        } catch (DigestException impossible) {
            throw new IllegalStateException("SHA-256 returned an unexpected length", impossible);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** Returns whether a string has the format of a secret. */
    static boolean isSecret(String text) {
        boolean form = text.length() == LENGTH;
        for (int i = 0; form && i < LENGTH; i++) {
            form = isBase64Url(text.charAt(i));
        }
        return form;
    }

    private static boolean isBase64Url(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }
}
