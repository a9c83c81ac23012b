package dev.gatehouse.jwt.client;

import org.jspecify.annotations.Nullable;

/**
 * Makes strings from a server safe for messages and logs. RFC 6749 section 5.2 allows printable ASCII without quotes
 * and backslashes.
 */
final class ServerWords {

    static final int MAX_CODE = 64;
    static final int MAX_DESCRIPTION = 200;

    private ServerWords() {}

    /** Returns the string, truncated to a length, with {@code ?} for every character that is not allowed. */
    static String printable(String text, int longest) {
        StringBuilder printable = new StringBuilder();
        for (int i = 0; i < text.length() && i < longest; i++) {
            char c = text.charAt(i);
            printable.append(c < ' ' || c > '~' || c == '"' || c == '\\' ? '?' : c);
        }
        return text.length() > longest ? printable.append("...").toString() : printable.toString();
    }

    /** The same, but {@code null} if the string is blank or contains a credential. */
    static @Nullable String harmless(@Nullable String text, int longest, ClientCredential credential) {
        return text == null || text.isBlank() || credential.isIn(text) ? null : printable(text, longest);
    }
}
