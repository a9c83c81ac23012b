package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How much the cache of verified tokens holds, and what leaves it by itself. */
class TokenCacheSizeTest {

    private static final TestKey KEY = TestKey.elliptic("a", Curve.P_256);
    private static final int DEFAULT = 50_331_648;

    private static String token(int serial, long life) {
        return TestToken.of(KEY)
                .algorithm("ES256")
                .payload(TestToken.claims(
                        "\"exp\":" + (TestToken.NOW + 300),
                        "\"exp\":" + (TestToken.NOW + life) + ",\"serial\":" + serial))
                .compact();
    }

    @Test
    void smallCache_holdsNoMoreThanFits() {
        TestVerifier verifier = TestVerifier.withCache(TestIssuer.publishing(KEY), 20_000);
        for (int i = 0; i < 40; i++) {
            assertEquals("verified", verifier.outcome(token(i, 300)));
        }
        long held = verifier.tokens.remembered();
        assertTrue(held >= 5 && held <= 20, held + " tokens");
    }

    @Test
    void tokenLargerThanCache_isVerifiedEachTime() {
        TestVerifier verifier = TestVerifier.withCache(TestIssuer.publishing(KEY), 500);
        String token = token(1, 300);
        assertEquals("verified", verifier.outcome(token));
        assertEquals("verified", verifier.outcome(token));
        assertEquals(2, verifier.verifier.signatureChecks());
    }

    @Test
    void expiredTokens_leave() {
        TestVerifier verifier = TestVerifier.withCache(TestIssuer.publishing(KEY), DEFAULT);
        for (int i = 0; i < 10; i++) {
            verifier.outcome(token(i, i < 4 ? 100 : 200));
        }
        verifier.tokens.sweep();
        assertEquals(10, verifier.tokens.remembered());
        verifier.clock.advance(Duration.ofSeconds(101));
        verifier.tokens.sweep();
        assertEquals(6, verifier.tokens.remembered());
    }

    @Test
    void removedKey_evictsItsTokens() {
        TestVerifier verifier = TestVerifier.withCache(TestIssuer.publishing(KEY), DEFAULT);
        verifier.outcome(token(1, 300));
        verifier.issuer.publish(TestKey.elliptic("b", Curve.P_256));
        verifier.keyClock.advance(Duration.ofMinutes(5));
        verifier.tokens.sweep();
        assertEquals(0, verifier.tokens.remembered());
    }
}
