package dev.gatehouse.servlet.gate;

import dev.gatehouse.spi.stability.Internal;

/**
 * Recognizes the tokens and authentication schemes of HTTP.
 *
 * @since 0.1
 */
@Internal
public final class HttpTokens {

    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private HttpTokens() {}

    /** RFC 9110 section 5.6.2. */
    public static boolean isToken(String text) {
        if (text.isEmpty()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isTokenCharacter(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isTokenCharacter(char c) {
        boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        return letterOrDigit || TOKEN_MARKS.indexOf(c) >= 0;
    }

    /**
     * Returns the scheme of an {@code Authorization} value as the client wrote it (RFC 9110 section 11.4). It ends at
     * the first character that a scheme cannot contain. The rest is the credential, with or without a space before it.
     */
    public static String scheme(String authorization) {
        int start = 0;
        while (start < authorization.length() && authorization.charAt(start) <= ' ') {
            start++;
        }
        int end = start;
        while (end < authorization.length() && isTokenCharacter(authorization.charAt(end))) {
            end++;
        }
        return authorization.substring(start, end);
    }

    /** Returns whether browsers send the credentials of a scheme automatically, so that other sites can use them. */
    public static boolean isRepeatedByBrowsers(String scheme) {
        return scheme.equalsIgnoreCase("Basic")
                || scheme.equalsIgnoreCase("Digest")
                || scheme.equalsIgnoreCase("Negotiate")
                || scheme.equalsIgnoreCase("NTLM");
    }
}
