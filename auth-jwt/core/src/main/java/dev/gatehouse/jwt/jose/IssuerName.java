package dev.gatehouse.jwt.jose;

import dev.gatehouse.spi.stability.Internal;
import java.net.URI;

/**
 * Parses an issuer in a setting.
 *
 * @since 0.1
 */
@Internal
public final class IssuerName {

    private static final String EXPECTED = "expected a URL such as https://auth.example.com/realm";

    private IssuerName() {}

    /** Returns the value unchanged, because it is compared with the claim {@code iss} character by character. */
    public static String parse(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(EXPECTED, malformed);
        }
        boolean http = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
        boolean plain = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
        if (!http || !plain || uri.getHost() == null) {
            throw new IllegalArgumentException(EXPECTED + ", without a query");
        }
        return text;
    }
}
