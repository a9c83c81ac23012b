package dev.gatehouse.jwt.client;

/** The characters of a scope (RFC 6749 section 3.3). */
final class Scope {

    private Scope() {}

    static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }
}
