package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.spi.Health;
import dev.gatehouse.support.http.FetchException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class TokenVerifierTest {

    private static final TestKey KEY = TestKey.elliptic("a", Curve.P_256);

    /** A defect that quotes what it was working on. */
    private static final class BrokenClock extends Clock {

        private final Throwable defect;

        private BrokenClock(Throwable defect) {
            this.defect = defect;
        }

        @Override
        public Instant instant() {
            if (defect instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) defect;
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void defectWithinTheVerifier_isARefusalAndLoggedWithoutTheToken() {
        String token = TestToken.of(KEY).algorithm("ES256").compact();
        Logger logger = (Logger) LoggerFactory.getLogger(BearerTokens.class);
        ListAppender<ILoggingEvent> heard = new ListAppender<>();
        heard.start();
        logger.addAppender(heard);
        try {
            for (Throwable defect : new Throwable[] {new IllegalStateException(token), new StackOverflowError(token)}) {
                TokenVerifier broken = new TokenVerifier(
                        new BearerTokens(new BrokenClock(defect), 10), Map.of(), RevocationCheck.NONE, () -> {});
                assertEquals("token.malformed", TestVerifier.describe(broken.verify(token)));
            }
        } finally {
            logger.detachAppender(heard);
        }
        assertEquals(2, heard.list.size());
        for (ILoggingEvent event : heard.list) {
            assertTrue(event.getThrowableProxy() == null
                    && !event.getFormattedMessage().contains(token));
        }
        assertTrue(heard.list.get(0).getFormattedMessage().contains("IllegalStateException"));
    }

    @Test
    void failedRefresh_showsInTheDetailWhileTheVerifierIsUp() {
        TestIssuer issuer = TestIssuer.publishing(KEY);
        TestVerifier test = TestVerifier.of(issuer);
        assertEquals(Health.up(), test.verifier.health());
        issuer.fail(new FetchException("status 502"));
        test.advance(Duration.ofMinutes(5));
        Health health = test.verifier.health();
        assertEquals(Health.State.UP, health.state());
        assertTrue(health.detail().contains("status 502"), health::toString);
    }

    @Test
    void health_isDownOnlyWithoutAnyKeys() {
        TestIssuer down = new TestIssuer();
        down.fail(new FetchException("down"));
        TestVerifier one = TestVerifier.ofTwo(TestIssuer.publishing(KEY), "https://other.example.com", down);
        assertEquals(Health.State.DEGRADED, one.verifier.health().state());
        assertTrue(one.verifier.health().detail().contains("https://other.example.com"));
        assertEquals(Set.of(TestToken.ISSUER, "https://other.example.com"), one.verifier.issuers());
        TestVerifier none = TestVerifier.of(down);
        assertEquals(Health.State.DOWN, none.verifier.health().state());
        assertEquals(
                "keys.unavailable",
                none.outcome(TestToken.of(KEY).algorithm("ES256").compact()));
    }

    @Test
    void subject_isAlwaysChecked() {
        TestVerifier verifier = TestVerifier.of(
                TestIssuer.publishing(KEY),
                policy -> policy.mapping(ClaimMapping.builder().name("jti").build()));
        String good = TestToken.of(KEY).algorithm("ES256").compact();
        assertEquals("verified", verifier.outcome(good));
        for (String subject : new String[] {"s".repeat(1025), "a\\nb", "a\\u007fb", "\\u0085x", " "}) {
            String claims = TestToken.claims("alice", subject);
            String token = TestToken.of(KEY).algorithm("ES256").payload(claims).compact();
            assertEquals("token.claims", verifier.outcome(token), subject);
        }
    }

    @Test
    void expiredTokenOfUnreachableIssuer_isExpired() {
        TestIssuer down = new TestIssuer();
        down.fail(new FetchException("down"));
        String expired = TestToken.claims("\"exp\":" + (TestToken.NOW + 300), "\"exp\":" + (TestToken.NOW - 300));
        String token = TestToken.of(KEY).algorithm("ES256").payload(expired).compact();
        assertEquals("token.expired", TestVerifier.of(down).outcome(token));
    }
}
