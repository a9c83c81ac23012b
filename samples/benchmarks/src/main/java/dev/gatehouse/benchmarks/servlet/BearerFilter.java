package dev.gatehouse.benchmarks.servlet;

import dev.gatehouse.benchmarks.token.BenchmarkKey;
import dev.gatehouse.benchmarks.token.TokenShape;
import dev.gatehouse.jwt.JwtMechanismFactory;
import dev.gatehouse.servlet.Gatehouse;
import java.util.Map;

/** Our host with the mechanism {@code jwt} for the tokens of one key, and everything else as it is without settings. */
public final class BearerFilter {

    /** The system property with the URL of the JWK set. */
    public static final String JWKS_URI = "benchmark.jwks-uri";

    private BearerFilter() {}

    /** Starts it. Its keys are there at once, since they come from a file. */
    public static Gatehouse start(BenchmarkKey key) {
        return start(key, "auth.jwt.jwks-file", key.jwks().toString());
    }

    /** Starts it with keys that are fetched from {@link #JWKS_URI}. */
    public static Gatehouse fetching(BenchmarkKey key) {
        return start(key, "auth.jwt.jwks-uri", System.getProperty(JWKS_URI));
    }

    private static Gatehouse start(BenchmarkKey key, String keySetting, String keys) {
        return Gatehouse.builder()
                .withoutEnvironment()
                .settings(Map.of(
                        "auth.mechanisms",
                        "jwt",
                        "auth.jwt.issuer",
                        TokenShape.ISSUER,
                        "auth.jwt.audience",
                        TokenShape.AUDIENCE,
                        "auth.jwt.algorithms",
                        key.algorithm(),
                        "auth.jwt.permissions-claims",
                        "permissions." + TokenShape.AUDIENCE,
                        keySetting,
                        keys))
                .mechanism(new JwtMechanismFactory())
                .start();
    }
}
