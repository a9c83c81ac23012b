package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.spi.Health;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Attack 8: the issuer publishes no key, or none that can be used. Nothing is admitted, and no good token is lost. */
class NoUsableKeyCasesTest {

    private static final TestKey A = TestKey.elliptic("a", Curve.P_256);
    private static final byte[] EMPTY = TestToken.bytes("{\"keys\":[]}");

    private final HeardKeys heard = new HeardKeys();

    @AfterEach
    void end() {
        heard.close();
    }

    private static TestIssuer publishing(byte[] document) {
        TestIssuer issuer = TestIssuer.publishing();
        issuer.publish(document);
        return issuer;
    }

    private static String good() {
        return TestToken.of(A).algorithm("ES256").compact();
    }

    @Test
    void emptySetAtTheStart_isUnavailableAndDownAndToldOnce() {
        TestVerifier verifier = TestVerifier.of(publishing(EMPTY));
        for (int i = 0; i < 5; i++) {
            assertEquals("keys.unavailable", verifier.outcome(good()));
        }
        Health health = verifier.verifier.health();
        assertEquals(Health.State.DOWN, health.state());
        assertTrue(health.detail().contains("empty"), health.detail());
        verifier.advance(Duration.ofMinutes(10));
        List<String> warnings = heard.at(Level.WARN);
        assertEquals(1, warnings.size(), warnings.toString());
        assertTrue(warnings.get(0).contains("no usable key") && warnings.get(0).contains("empty"), warnings.get(0));
    }

    @Test
    void emptySetLater_isUnavailableForRememberedAndNewTokens() {
        TestVerifier verifier = TestVerifier.of(TestIssuer.publishing(A));
        assertEquals("verified", verifier.outcome(good()));
        verifier.issuer.publish(EMPTY);
        verifier.advance(Duration.ofMinutes(4));
        assertEquals("keys.unavailable", verifier.outcome(good()));
        assertEquals(
                "keys.unavailable",
                verifier.outcome(TestToken.of(A)
                        .algorithm("ES256")
                        .header("{\"alg\":\"ES256\"}")
                        .compact()));
        assertEquals(Health.State.DOWN, verifier.verifier.health().state());
        assertEquals(1, heard.at(Level.WARN).size(), heard.at(Level.WARN).toString());
    }

    @Test
    void keysThatCannotBeUsed_areUnavailableAndToldKeyByKey() {
        TestVerifier verifier = TestVerifier.of(TestIssuer.publishing(
                A.with("use", "enc").with("kid", "enc"),
                TestKey.rsa("weak", 1024),
                TestKey.rsa("private").with("d", "AQAB")));
        assertEquals("keys.unavailable", verifier.outcome(good()));
        Health health = verifier.verifier.health();
        assertEquals(Health.State.DOWN, health.state());
        List<String> warnings = heard.at(Level.WARN);
        assertEquals(1, warnings.size(), warnings.toString());
        for (String word : List.of("(kid enc)", "(kid weak)", "(kid private)", "2048", "use")) {
            assertTrue(warnings.get(0).contains(word), warnings.get(0));
            assertTrue(health.detail().contains(word), health.detail());
        }
    }

    @Test
    void manyKeysThatCannotBeUsed_areToldWithinALimit() {
        TestKey[] keys = new TestKey[200];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = A.with("use", "enc").with("kid", "key-" + i);
        }
        TestVerifier verifier = TestVerifier.of(TestIssuer.publishing(keys));
        String warning = heard.at(Level.WARN).get(0);
        assertTrue(warning.length() < 2_000 && warning.contains("more"), warning);
        assertTrue(verifier.verifier.health().detail().length() < 2_000);
    }

    @Test
    void tokenThatIsWrongAnyway_isRefused() {
        TestVerifier verifier = TestVerifier.of(publishing(EMPTY));
        String expired = TestToken.of(A)
                .algorithm("ES256")
                .payload(TestToken.claims("\"exp\":" + (TestToken.NOW + 300), "\"exp\":" + (TestToken.NOW - 300)))
                .compact();
        String foreign = TestToken.of(A)
                .algorithm("ES256")
                .payload(TestToken.claims("\"tasklist-api\"", "\"other-api\""))
                .compact();
        assertEquals("token.expired", verifier.outcome(expired));
        assertEquals("token.audience", verifier.outcome(foreign));
        assertEquals("token.malformed", verifier.outcome("a.b.c"));
    }

    @Test
    void keysThatComeBack_areNoticedWithinFiveSeconds() {
        TestVerifier verifier = TestVerifier.of(publishing(EMPTY));
        verifier.keyClock.advance(Duration.ofHours(1));
        verifier.issuer.publish(A);
        verifier.keyClock.advance(Duration.ofSeconds(5));
        assertEquals("verified", verifier.outcome(good()));
        assertEquals(Health.State.UP, verifier.verifier.health().state());
        verifier.issuer.publish(EMPTY);
        verifier.advance(Duration.ofMinutes(5));
        assertEquals(2, heard.at(Level.WARN).size(), "told again, since it had been over");
    }

    @Test
    void usableKeyBesideOthers_isNoReasonForAlarm() {
        TestVerifier verifier = TestVerifier.of(TestIssuer.publishing(
                A, TestKey.rsa("enc").with("use", "enc"), TestKey.rsa("pq").with("kty", "AKP")));
        assertEquals("verified", verifier.outcome(good()));
        assertEquals(Health.State.UP, verifier.verifier.health().state());
        assertEquals(List.of(), heard.at(Level.WARN));
        String told = String.join("\n", heard.at(Level.INFO));
        assertTrue(told.contains("(kid enc)") && told.contains("(kid pq)"), told);
        assertFalse(told.contains("(kid a)"), told);
    }
}
