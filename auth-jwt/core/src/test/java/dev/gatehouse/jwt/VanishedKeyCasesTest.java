package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.support.http.FetchException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Attack 7: a key that is missing from one answer of the issuer and back in the next. */
class VanishedKeyCasesTest {

    private static final TestKey A = TestKey.elliptic("a", Curve.P_256);
    private static final TestKey B = TestKey.elliptic("b", Curve.P_256);
    private static final Duration REFRESH = Duration.ofMinutes(4);

    private final TestVerifier verifier = TestVerifier.of(TestIssuer.publishing(A, B));

    private static String good() {
        return TestToken.of(A).algorithm("ES256").compact();
    }

    /** Fetches one answer without the key. */
    private void vanish() {
        verifier.issuer.publish(B);
        verifier.advance(REFRESH);
    }

    /** Uses up what unknown kids may fetch. */
    private void flood() {
        for (int i = 0; i < 10; i++) {
            verifier.outcome(TestToken.of(A)
                    .algorithm("ES256")
                    .header(TestToken.header("ES256", "random-" + i))
                    .compact());
        }
    }

    private TestVerifier verifier() {
        verifier.clock.advance(REFRESH.negated());
        return verifier;
    }

    @Test
    void keyThatIsBackInTheNextAnswer_verifiesAtOnce() {
        vanish();
        verifier.issuer.publish(A, B);
        assertEquals("verified", verifier().outcome(good()));
    }

    @Test
    void keyWhoseReturnCannotBeFetched_isUndecided() {
        vanish();
        verifier.issuer.fail(new FetchException("down"));
        TestVerifier now = verifier();
        for (int i = 0; i < 20; i++) {
            assertEquals("keys.undecided", now.outcome(good()), "request " + i);
        }
        verifier.issuer.publish(A, B);
        now.keyClock.advance(Duration.ofSeconds(31));
        assertEquals("verified", now.outcome(good()));
    }

    @Test
    void keyDuringAFloodOfRandomKids_isNeverRefusedUnlessASecondSetLacksIt() {
        vanish();
        verifier.issuer.publish(A, B);
        flood();
        assertEquals("verified", verifier().outcome(good()), "the flood fetched it, too");
        vanish();
        verifier.issuer.fail(new FetchException("down"));
        flood();
        assertEquals("keys.undecided", verifier().outcome(good()));
    }

    @Test
    void keyThatASetFetchedAfterTheRequestLacks_isUnknownFromThenOn() {
        vanish();
        TestVerifier now = verifier();
        int before = now.issuer.fetches();
        assertEquals("token.key-unknown", now.outcome(good()), "this request fetched a second set without it");
        assertEquals(before + 1, now.issuer.fetches());
        now.issuer.fail(new FetchException("down"));
        for (int i = 0; i < 20; i++) {
            assertEquals("token.key-unknown", now.outcome(good()), "request " + i);
        }
    }

    @Test
    void keyThatComesBackAfterItWasUnknown_verifies() {
        vanish();
        TestVerifier now = verifier();
        assertEquals("token.key-unknown", now.outcome(good()));
        now.issuer.publish(A, B);
        assertEquals("verified", now.outcome(good()));
        now.issuer.publish(B);
        now.keyClock.advance(REFRESH);
        now.issuer.fail(new FetchException("down"));
        assertEquals("keys.undecided", now.outcome(good()), "one answer alone decides nothing, this time either");
    }
}
