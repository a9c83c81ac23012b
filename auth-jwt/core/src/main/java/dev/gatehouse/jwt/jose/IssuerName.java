package dev.gatehouse.jwt.jose;

import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.support.Printable;
import java.net.URI;

/**
 * Parses an issuer in a setting. A name need not be a URL: any StringOrURI (RFC 7519 section 2) is an issuer if the
 * location of its keys is configured. Only where keys are discovered it must be a URL.
 *
 * @since 0.1
 */
@Internal
public final class IssuerName {

    /** The issuer of this application's own users. */
    private static final String LOCAL = "local";

    private static final int MAX_LENGTH = 1024;

    private IssuerName() {}

    /**
     * Returns the value unchanged, because it is compared with the claim {@code iss} character by character.
     *
     * @throws IllegalArgumentException if no token may have this issuer
     */
    public static String parse(String text) {
        if (text.isBlank() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("expected an issuer of 1 to " + MAX_LENGTH + " characters");
        }
        if (text.strip().equalsIgnoreCase(LOCAL)) {
            throw new IllegalArgumentException(
                    "local is reserved for the users of this application; expected the claim iss of the tokens");
        }
        if (text.indexOf('*') >= 0 && text.length() == 1) {
            throw new IllegalArgumentException("expected one issuer; * would accept every issuer");
        }
        if (!Printable.text(text, MAX_LENGTH).equals(text) || !text.equals(text.strip())) {
            throw new IllegalArgumentException("expected an issuer without control characters");
        }
        if (text.indexOf(':') >= 0) {
            uri(text);
        }
        return text;
    }

    private static void uri(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(
                    "expected a URI such as https://auth.example.com/realm, because it contains a colon (RFC 7519"
                            + " section 2)",
                    malformed);
        }
        String authority = uri.getRawAuthority();
        if (uri.getScheme() == null) {
            throw new IllegalArgumentException("expected a URI with a scheme, because it contains a colon");
        }
        boolean http = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
        if (http && (authority == null || uri.getRawQuery() != null || uri.getRawFragment() != null)) {
            throw new IllegalArgumentException(
                    "expected a URL such as https://auth.example.com/realm, without a query and a fragment");
        }
        if (authority != null && authority.indexOf('@') >= 0) {
            throw new IllegalArgumentException("expected an issuer without a user; issuers appear in logs");
        }
    }
}
