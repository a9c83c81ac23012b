package dev.gatehouse.jwt.introspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.jwt.RevocationList;
import dev.gatehouse.jwt.TestToken;
import dev.gatehouse.support.Sha256;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is remembered of introspected tokens: how long, how much, and that no decision is another one for it. */
class IntrospectionCacheTest {

    private final TestEndpoint endpoint = new TestEndpoint().answering(TestIntrospector.active());
    private final TestIntrospector tested = new TestIntrospector(endpoint, TestIntrospector.TIMES);

    @Test
    void acceptedToken_isAskedForOnceInItsCacheLife() {
        assertEquals("verified", tested.outcome("opaque"));
        tested.advance(Duration.ofMillis(29_999));
        endpoint.answering("{\"active\":false}");
        assertEquals("verified", tested.outcome("opaque"));
        assertEquals(1, endpoint.calls());
        tested.advance(Duration.ofMillis(1));
        assertEquals("token.inactive", tested.outcome("opaque"));
        assertEquals(2, endpoint.calls());
    }

    @Test
    void refusedToken_isAskedForAgainAfterTenSeconds() {
        endpoint.answering("{\"active\":false}");
        assertEquals("token.inactive", tested.outcome("opaque"));
        tested.advance(Duration.ofMillis(9_999));
        endpoint.answering(TestIntrospector.active());
        assertEquals("token.inactive", tested.outcome("opaque"));
        assertEquals(1, endpoint.calls());
        tested.advance(Duration.ofMillis(1));
        assertEquals("verified", tested.outcome("opaque"));
    }

    @Test
    void rememberedToken_endsWithItsExpiry() {
        endpoint.answering(
                TestIntrospector.active("\"exp\":" + (TestToken.NOW + 300), "\"exp\":" + (TestToken.NOW + 5)));
        assertEquals("verified", tested.outcome("opaque"));
        tested.clock.advance(Duration.ofMillis(5_001));
        endpoint.answering("{\"active\":false}");
        assertEquals("token.inactive", tested.outcome("opaque"));
    }

    @Test
    void clockSetBack_doesNotExtendCacheLife() {
        assertEquals("verified", tested.outcome("opaque"));
        tested.keyClock.advance(Duration.ofSeconds(30));
        tested.clock.advance(Duration.ofSeconds(-20));
        endpoint.answering("{\"active\":false}");
        assertEquals("token.inactive", tested.outcome("opaque"));
    }

    @Test
    void notYetValidToken_isNotCached() {
        endpoint.answering(TestIntrospector.activeAnd("\"nbf\":" + (TestToken.NOW + 62)));
        assertEquals("token.not-yet-valid", tested.outcome("opaque"));
        tested.advance(Duration.ofSeconds(2));
        assertEquals("verified", tested.outcome("opaque"));
    }

    @Test
    void undecidedAnswer_isNotRemembered() {
        endpoint.answering("{}");
        assertEquals("introspection.answer", tested.outcome("opaque"));
        endpoint.answering(TestIntrospector.active());
        assertEquals("verified", tested.outcome("opaque"));
    }

    @Test
    void goodAnswers_areBoundedInNumberAndSize() {
        endpoint.answering(TestIntrospector.activeAnd("\"pad\":\"" + "x".repeat(20_000) + "\""));
        for (int i = 0; i < 1_000; i++) {
            tested.outcome("big-" + i);
        }
        assertTrue(tested.answers.size() <= 1_000 / 10, tested.answers.size() + " of 20 kB");
        endpoint.answering(TestIntrospector.active());
        for (int i = 0; i < 3_000; i++) {
            tested.outcome("small-" + i);
        }
        assertTrue(tested.answers.size() <= 1_000, tested.answers.size() + " small ones");
        assertTrue(tested.answers.size() > 500, tested.answers.size() + " small ones");
    }

    @Test
    void badAnswers_areBoundedAndDriveOutNoGoodOne() {
        assertEquals("verified", tested.outcome("good"));
        endpoint.answering("{\"active\":false}");
        for (int i = 0; i < 25_000; i++) {
            tested.outcome("bad-" + i);
        }
        assertTrue(tested.answers.refusals() <= 10_000, tested.answers.refusals() + " refusals");
        assertEquals("verified", tested.outcome("good"));
    }

    @Test
    void decisions_areTheSameWithAndWithoutCaches() {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            RevocationList revoked = new RevocationList();
            TestEndpoint one = new TestEndpoint();
            TestIntrospector cached = new TestIntrospector(one, TestIntrospector.TIMES, revoked);
            TestIntrospector plain = new TestIntrospector(one, TestIntrospector.NO_CACHE, revoked);
            // What the issuer says of a token stays what it is; time, revocation and outages change the decision.
            one.answering(token -> answerOf(token));
            for (int step = 0; step < 200; step++) {
                String token = "token-" + random.nextInt(12);
                assertEquals(plain.outcome(token), cached.outcome(token), "seed " + seed + ", step " + step);
                if (random.nextInt(4) == 0) {
                    Duration by = Duration.ofSeconds(random.nextInt(30));
                    cached.advance(by);
                    plain.advance(by);
                }
                if (random.nextInt(40) == 0) {
                    int chosen = random.nextInt(12);
                    revoked.revokeDigest(
                            Sha256.hex(TestToken.bytes("token-" + chosen)),
                            cached.clock.instant().plusSeconds(900));
                }
            }
        }
    }

    private static String answerOf(String token) {
        int kind = Integer.parseInt(token.substring("token-".length()));
        String expiry = "\"exp\":" + (TestToken.NOW + 300);
        return switch (kind % 6) {
            case 0 -> "{\"active\":false}";
            case 1 -> TestIntrospector.active(TestToken.AUDIENCE, "zeebe-api");
            // Beyond its exp a token is refused by its issuer and by us: at the same moment, with the skew we allow.
            case 2 -> TestIntrospector.active(expiry, "\"exp\":" + (TestToken.NOW + 20L * kind));
            case 3 -> TestIntrospector.activeAnd("\"nbf\":" + (TestToken.NOW + 60 + 10L * kind));
            case 4 -> "{}";
            default -> TestIntrospector.active();
        };
    }
}
