package dev.gatehouse.jwt.keys;

import dev.gatehouse.jwt.jose.SigningAlgorithm;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings a JWK of a published key set into its one strict form, so that {@link VerificationKeyReader} can read it. */
final class PublishedJwk {

    private static final int SHORTEST = 0;
    private static final int AS_IT_IS = -1;

    private PublishedJwk() {}

    /** Returns the JWK without members that are {@code null}, and with canonical numbers. */
    static Map<String, Object> strict(Map<?, ?> jwk) {
        Map<String, Object> strict = new LinkedHashMap<>();
        jwk.forEach((name, value) -> {
            if (name instanceof String text && value != null) {
                strict.put(text, value);
            }
        });
        if ("RSA".equals(strict.get("kty"))) {
            number(strict, "n", SHORTEST);
            number(strict, "e", SHORTEST);
        } else if ("EC".equals(strict.get("kty"))) {
            int length = coordinateLength(strict.get("crv"));
            number(strict, "x", length);
            number(strict, "y", length);
        } else if ("OKP".equals(strict.get("kty"))) {
            number(strict, "x", AS_IT_IS);
        }
        return strict;
    }

    /** Replaces a number that is clear. Any other value stays, and the strict reader tells what is wrong with it. */
    private static void number(Map<String, Object> jwk, String name, int length) {
        String canonical = jwk.get(name) instanceof String text ? JwkNumber.canonical(text, length) : null;
        if (canonical != null) {
            jwk.put(name, canonical);
        }
    }

    private static int coordinateLength(@Nullable Object curve) {
        for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
            if (algorithm.family() == SigningAlgorithm.Family.ELLIPTIC
                    && algorithm.curve() != null
                    && algorithm.curve().equals(curve)) {
                return algorithm.signatureLength() / 2;
            }
        }
        return AS_IT_IS;
    }
}
