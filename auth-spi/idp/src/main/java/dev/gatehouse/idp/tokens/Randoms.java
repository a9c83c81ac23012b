package dev.gatehouse.idp.tokens;

import dev.gatehouse.spi.stability.Internal;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Unguessable identifiers.
 *
 * @since 0.1
 */
@Internal
public final class Randoms {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Randoms() {}

    /** Returns 256 random bits in base64url, safe in URLs, forms and cookies. */
    public static String token() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
