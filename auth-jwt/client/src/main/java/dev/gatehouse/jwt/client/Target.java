package dev.gatehouse.jwt.client;

import org.jspecify.annotations.Nullable;

/** What a token is asked for: the key under which it is kept. */
record Target(@Nullable String audience, @Nullable String scope) {

    Target {
        if (audience != null && audience.isBlank()) {
            throw new IllegalArgumentException("the audience is empty; leave it away when there is none");
        }
        if (scope != null && (scope.isBlank() || !Scope.isWellFormed(scope))) {
            throw new IllegalArgumentException("the scope is empty or holds a character that no scope may hold");
        }
    }

    @Override
    public String toString() {
        return (audience == null ? "no audience" : "audience " + ServerWords.printable(audience, 100))
                + (scope == null ? "" : ", scope " + ServerWords.printable(scope, 100));
    }
}
