package dev.gatehouse.jwt.keys;

import dev.gatehouse.jwt.jose.SigningAlgorithm;
import org.jspecify.annotations.Nullable;

/** Queries for keys, as tokens make them. */
final class Query {

    private Query() {}

    static KeyQuery of(String kid, SigningAlgorithm algorithm) {
        return of(kid, algorithm, null);
    }

    static KeyQuery of(String kid, SigningAlgorithm algorithm, @Nullable String address) {
        return new KeyQuery(kid, null, algorithm, "a token", () -> address);
    }
}
