package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.support.json.StrictJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

    private static int weight(String json) {
        Map<String, Object> claims = new StrictJson(100_000).object(TestToken.bytes(json));
        return ClaimWeight.of(claims);
    }

    @Test
    void smallCache_holdsNoMoreThanFits() {
        TestVerifier verifier = TestVerifier.withCache(TestIssuer.publishing(KEY), 20_000);
        for (int i = 0; i < 40; i++) {
            assertEquals("verified", verifier.outcome(token(i, 300)));
        }
        long held = verifier.verifier.remembered();
        assertTrue(held >= 5 && held <= 20, held + " tokens");
    }

    @Test
    void tokenThatIsTooBigForTheCache_isVerifiedEachTime() {
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
        verifier.verifier.sweep();
        assertEquals(10, verifier.verifier.remembered());
        verifier.clock.advance(Duration.ofSeconds(101));
        verifier.verifier.sweep();
        assertEquals(6, verifier.verifier.remembered());
    }

    @Test
    void tokensOfAKeyThatIsGone_leave() {
        TestVerifier verifier = TestVerifier.withCache(TestIssuer.publishing(KEY), DEFAULT);
        verifier.outcome(token(1, 300));
        verifier.issuer.publish(TestKey.elliptic("b", Curve.P_256));
        verifier.keyClock.advance(Duration.ofMinutes(5));
        verifier.verifier.sweep();
        assertEquals(0, verifier.verifier.remembered());
    }

    @Test
    void tenThousandUsualTokens_fitTheDefaultWithRoomToSpare() {
        String usual =
                "{\"exp\":1767229200,\"iat\":1767225600,\"jti\":\"0c6ad70b-b0a6-4b0c-a1cb-5b8e6e4a0001\",\"iss\":\"https://auth.example.com/realms/camunda-platform\","
                        + "\"aud\":[\"zeebe-api\",\"operate-api\",\"tasklist-api\"],\"sub\":\"0c6ad70b-b0a6-4b0c-a1cb-5b8e6e4a0002\",\"typ\":\"Bearer\",\"azp\":\"tasklist\","
                        + "\"sid\":\"0c6ad70b-b0a6-4b0c-a1cb-5b8e6e4a0003\",\"realm_access\":{\"roles\":[\"default-roles\",\"Tasklist\"]},"
                        + "\"permissions\":{\"tasklist-api\":[\"read:*\",\"write:*\"]},\"scope\":\"openid email profile\",\"email\":\"demo@example.com\",\"email_verified\":true,\"preferred_username\":\"demo\",\"name\":\"Demo User\"}";
        assertTrue(11_000L * weight(usual) <= DEFAULT, weight(usual) + " bytes each");
    }

    @Test
    void weight_growsWithEverythingThatClaimsCanHold() {
        int least = weight("{\"a\":null}");
        for (String more : List.of(
                "{\"a\":\"x\"}", "{\"a\":1}", "{\"a\":true}", "{\"a\":{}}", "{\"a\":[]}", "{\"a\":null,\"b\":null}")) {
            assertTrue(weight(more) > least, more);
        }
        assertEquals(weight("{\"a\":\"\"}") + 1_000, weight("{\"a\":\"" + "x".repeat(1_000) + "\"}"));
        assertTrue(weight("{\"a\":[" + "{},".repeat(100) + "{}]}") > least + 100 * 100);
    }
}
