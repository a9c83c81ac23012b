package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.spi.Health;
import dev.gatehouse.support.http.FetchException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Long outages and floods, with both clocks in the test's hands. */
class SimulatedTimeTest {

    private static final TestKey A = TestKey.elliptic("a", Curve.P_256);
    private static final TestKey B = TestKey.elliptic("b", Curve.P_256);
    private static final int FLOOD = 100_000;

    private final TestIssuer issuer = TestIssuer.publishing(A);
    private final TestVerifier test = TestVerifier.of(issuer);

    /** A token that was issued this many seconds after the beginning. */
    private static String token(TestKey key, long at, String id) {
        String claims = TestToken.claims()
                .replace("\"exp\":" + (TestToken.NOW + 300), "\"exp\":" + (TestToken.NOW + at + 300))
                .replace("\"iat\":" + (TestToken.NOW - 10), "\"iat\":" + (TestToken.NOW + at))
                .replace("7d2", id);
        return TestToken.of(key).algorithm("ES256").payload(claims).compact();
    }

    @Test
    void issuerDownFor23Hours_noGoodTokenIsRefused() {
        issuer.fail(new FetchException("down"));
        Duration step = Duration.ofMinutes(10);
        for (int i = 0; i <= 23 * 6; i++) {
            long at = i * step.toSeconds();
            assertEquals("verified", test.outcome(token(A, at, "t" + i)), "after " + at + " s");
            test.advance(step);
        }
        assertEquals(Health.State.DEGRADED, test.verifier.health().state());
        long now = 23 * 3600L + 600;
        assertEquals("keys.undecided", test.outcome(token(B, now, "new key")));
        issuer.publish(A, B);
        test.advance(Duration.ofSeconds(61));
        assertEquals("verified", test.outcome(token(B, now, "new key")));
        assertEquals(Health.up(), test.verifier.health());
    }

    @Test
    void outageBeyondADay_endsInUnavailableAndNotInRefusal() {
        issuer.fail(new FetchException("down"));
        test.advance(Duration.ofHours(24).plusSeconds(1));
        assertEquals("keys.unavailable", test.outcome(token(A, 24 * 3600L, "late")));
        assertEquals(Health.State.DOWN, test.verifier.health().state());
    }

    /** The wall clock may jump: the age of keys does not follow it. */
    @Test
    void wallClockJump_doesNotAffectKeys() {
        int before = issuer.fetches();
        test.clock.advance(Duration.ofHours(1));
        assertEquals("verified", test.outcome(token(A, 3600, "ahead")));
        test.clock.advance(Duration.ofHours(-2));
        assertEquals("token.not-yet-valid", test.outcome(token(A, 3600, "ahead")));
        assertEquals("verified", test.outcome(token(A, -3600, "behind")));
        assertEquals(before, issuer.fetches());
        assertEquals(Health.up(), test.verifier.health());
    }

    @Test
    void randomKidFlood_causesThreeFetches() {
        String good = token(A, 0, "good");
        String bad = token(B, 0, "bad");
        String rest = bad.substring(bad.indexOf('.'));
        int before = issuer.fetches();
        int neverKnown = 0;
        for (int i = 0; i < FLOOD; i++) {
            String header = TestToken.header("ES256", "random-" + i);
            String outcome = test.outcome(TestToken.encode(TestToken.bytes(header)) + rest);
            neverKnown += outcome.equals("keys.undecided") ? 1 : 0;
            if (i % 100 == 0) {
                assertEquals("verified", test.outcome(good));
            }
            test.advance(Duration.ofNanos(600_000));
        }
        int fetches = issuer.fetches() - before;
        assertTrue(fetches <= 3, () -> fetches + " fetches");
        assertEquals(FLOOD - fetches, neverKnown, "what nobody asked about is not called unknown");
        issuer.publish(A, B);
        test.advance(Duration.ofSeconds(30));
        assertEquals("verified", test.outcome(bad), "the next refresh finds the new key");
    }
}
