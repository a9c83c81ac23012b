package dev.gatehouse.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.gatehouse.benchmarks.micro.FirstUses;
import dev.gatehouse.benchmarks.token.BenchmarkKey;
import dev.gatehouse.benchmarks.token.Flaw;
import dev.gatehouse.benchmarks.token.TokenShape;
import dev.gatehouse.benchmarks.verify.GatehouseCheck;
import dev.gatehouse.benchmarks.verify.TokenCheck;
import dev.gatehouse.benchmarks.verify.Variant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is measured does what it says; otherwise the figures compare nothing. */
class VariantTest {

    @TestFactory
    Stream<DynamicTest> everyLibrary_tellsGoodTokensFromBadOnes() {
        return Stream.of("RS256", "ES256", "EdDSA", "HS256").flatMap(algorithm -> {
            BenchmarkKey key = BenchmarkKey.generate(algorithm);
            return Stream.of(Variant.values())
                    .filter(variant -> variant.supports(algorithm))
                    .map(variant -> dynamicTest(variant + " " + algorithm, () -> verify(variant, key)));
        });
    }

    private static void verify(Variant variant, BenchmarkKey key) {
        TokenCheck check = variant.check(key);
        assertTrue(check.accepts(key.sign(TokenShape.claims())), "a good token");
        BenchmarkKey stranger = BenchmarkKey.generate(key.algorithm());
        String forged = new BenchmarkKey(key.algorithm(), key.kid(), stranger.signing(), stranger.verifying())
                .sign(TokenShape.claims());
        assertFalse(check.accepts(forged), "the signature of another key");
        if (variant.readsClaims()) {
            assertFalse(check.accepts(Flaw.EXPIRED.tokens(key, 1).get(0)), "an expired token");
        }
    }

    @TestFactory
    Stream<DynamicTest> everyFlaw_isRefusedByOurs() {
        BenchmarkKey key = BenchmarkKey.generate("RS256");
        TokenCheck check = GatehouseCheck.of(key, 1 << 20);
        assertTrue(check.accepts(key.sign(TokenShape.claims())));
        return Stream.of(Flaw.values())
                .map(flaw -> dynamicTest(
                        flaw.title(),
                        () -> assertFalse(check.accepts(flaw.tokens(key, 1).get(0)))));
    }

    @Test
    void manyFirstUses_takeOneSignatureCheck() throws Exception {
        assertEquals(1, FirstUses.mostChecks(5));
    }

    @Test
    void token_isAsLongAsKeycloaks() {
        int length = BenchmarkKey.generate("RS256").sign(TokenShape.claims()).length();
        assertTrue(length > 1_150 && length < 1_250, length + " characters");
    }
}
