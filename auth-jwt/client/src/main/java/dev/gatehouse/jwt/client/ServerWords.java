package dev.gatehouse.jwt.client;

import org.jspecify.annotations.Nullable;

/** What a server wrote, made fit for messages and logs (RFC 6749 section 5.2 allows printable ASCII without quote and backslash). Stateless. */
final class ServerWords {

    static final int MAX_CODE = 64;
    static final int MAX_DESCRIPTION = 200;

    private ServerWords() {}

    /** Returns the text, at most so long, with a question mark for every character that is not printable ASCII. */
    static String printable(String text, int longest) {
        StringBuilder printable = new StringBuilder();
        for (int i = 0; i < text.length() && i < longest; i++) {
            char c = text.charAt(i);
            printable.append(c < ' ' || c > '~' || c == '"' || c == '\\' ? '?' : c);
        }
        return text.length() > longest ? printable.append("...").toString() : printable.toString();
    }

    /** The same; {@code null} when the text repeats a credential, or is none. */
    static @Nullable String harmless(@Nullable String text, int longest, ClientCredential credential) {
        return text == null || text.isBlank() || credential.isIn(text) ? null : printable(text, longest);
    }
}
