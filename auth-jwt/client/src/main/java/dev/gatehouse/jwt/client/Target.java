package dev.gatehouse.jwt.client;

import org.jspecify.annotations.Nullable;

/** The audience and scope of a token. Tokens are cached by target. */
record Target(@Nullable String audience, @Nullable String scope) {

    Target {
        if (audience != null && audience.isBlank()) {
            throw new IllegalArgumentException("the audience is empty; omit it or pass null for none");
        }
        if (scope != null && (scope.isBlank() || !Scope.isWellFormed(scope))) {
            throw new IllegalArgumentException("the scope is empty or malformed (RFC 6749 section 3.3)");
        }
    }

    @Override
    public String toString() {
        return (audience == null ? "no audience" : "audience " + ServerWords.printable(audience, 100))
                + (scope == null ? "" : ", scope " + ServerWords.printable(scope, 100));
    }
}
