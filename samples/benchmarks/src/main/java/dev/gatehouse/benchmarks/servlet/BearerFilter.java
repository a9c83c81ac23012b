package dev.gatehouse.benchmarks.servlet;

import dev.gatehouse.benchmarks.token.BenchmarkKey;
import dev.gatehouse.benchmarks.token.TokenShape;
import dev.gatehouse.jwt.JwtMechanismFactory;
import dev.gatehouse.servlet.Gatehouse;
import java.util.Map;

/** Our host with the mechanism {@code jwt} for the tokens of one key, and everything else as it is without settings. */
public final class BearerFilter {

    private BearerFilter() {}

    /** Starts it. Its keys are there at once, since they come from a file. */
    public static Gatehouse start(BenchmarkKey key) {
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
                        "auth.jwt.jwks-file",
                        key.jwks().toString()))
                .mechanism(new JwtMechanismFactory())
                .start();
    }
}
