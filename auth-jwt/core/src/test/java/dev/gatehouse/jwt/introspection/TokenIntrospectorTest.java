package dev.gatehouse.jwt.introspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.jwt.TestKey;
import dev.gatehouse.jwt.TestToken;
import dev.gatehouse.jwt.Verification;
import dev.gatehouse.spi.Health;
import dev.gatehouse.support.retry.CircuitBreaker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenIntrospectorTest {

    private static final TestKey KEY = TestKey.elliptic("a", Curve.P_256);

    private final TestEndpoint endpoint = new TestEndpoint().answering(TestIntrospector.active());
    private final TestIntrospector tested = new TestIntrospector(endpoint, TestIntrospector.TIMES);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        endpoint.release();
        threads.shutdownNow();
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(100_000);
        }
    }

    private static void advance(TestIntrospector introspector, Duration by) {
        introspector.advance(by);
    }

    @Test
    void manyFirstUsesOfOneToken_areOneCall() throws Exception {
        endpoint.hold();
        List<Future<String>> outcomes = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            outcomes.add(threads.submit(() -> tested.outcome("opaque")));
        }
        await(() -> endpoint.calls() == 1);
        endpoint.release();
        for (Future<String> outcome : outcomes) {
            assertEquals("verified", outcome.get());
        }
        assertEquals(1, endpoint.calls());
    }

    @Test
    void callsUnderWay_areLimitedAndRememberedTokensAreNot() throws Exception {
        assertEquals("verified", tested.outcome("known"));
        endpoint.hold();
        List<Future<String>> waiting = new ArrayList<>();
        for (int i = 0; i < TokenIntrospector.MAX_CALLS; i++) {
            String token = "slow-" + i;
            waiting.add(threads.submit(() -> tested.outcome(token)));
        }
        await(() -> endpoint.calls() == 1 + TokenIntrospector.MAX_CALLS);
        assertEquals("introspection.saturated", tested.outcome("one-too-many"));
        assertEquals("verified", tested.outcome("known"));
        assertEquals("foreign", tested.outcome(foreignJwt()));
        endpoint.release();
        for (Future<String> outcome : waiting) {
            assertEquals("verified", outcome.get());
        }
        assertEquals("verified", tested.outcome("one-too-many"));
    }

    @Test
    void waitingRequests_areLimited() throws Exception {
        endpoint.hold();
        List<Future<String>> outcomes = new ArrayList<>();
        int extra = 20;
        for (int i = 0; i < TokenIntrospector.MAX_WAITERS + extra; i++) {
            outcomes.add(threads.submit(() -> tested.outcome("opaque")));
        }
        await(() -> outcomes.stream().filter(Future::isDone).count() == extra);
        endpoint.release();
        int saturated = 0;
        for (Future<String> outcome : outcomes) {
            String word = outcome.get();
            assertTrue(List.of("verified", "introspection.saturated").contains(word), word);
            saturated += word.equals("introspection.saturated") ? 1 : 0;
        }
        assertEquals(extra, saturated);
        assertEquals(1, endpoint.calls());
    }

    @Test
    void endpointDown_cachedTokensStayValid() {
        assertEquals("verified", tested.outcome("opaque"));
        endpoint.unreachable();
        for (int i = 0; i < 10; i++) {
            assertEquals("introspection.unavailable", tested.outcome("other-" + i));
        }
        advance(tested, Duration.ofSeconds(29));
        assertEquals("verified", tested.outcome("opaque"));
        advance(tested, Duration.ofSeconds(1));
        assertEquals("introspection.unavailable", tested.outcome("opaque"));
    }

    @Test
    void failingEndpoint_isCalledOnceAfterBackOff() {
        endpoint.failing(500, 0);
        for (int i = 0; i < 100; i++) {
            assertEquals("introspection.unavailable", tested.outcome("opaque-" + i));
        }
        assertEquals(CircuitBreaker.THRESHOLD, endpoint.calls());
        assertEquals(Health.State.DEGRADED, tested.introspector.health().state());
        advance(tested, Duration.ofSeconds(1));
        assertEquals("introspection.unavailable", tested.outcome("opaque"));
        assertEquals("introspection.unavailable", tested.outcome("opaque"));
        assertEquals(CircuitBreaker.THRESHOLD + 1, endpoint.calls());
        assertEquals(CircuitBreaker.THRESHOLD, endpoint.callsThatMayBeRepeated(), "the trying call is not repeated");
        endpoint.answering(TestIntrospector.active());
        advance(tested, Duration.ofSeconds(4));
        assertEquals("verified", tested.outcome("opaque"));
        assertEquals(Health.up(), tested.introspector.health());
    }

    @Test
    void unreachableEndpoint_isUnavailableAllDay() {
        endpoint.unreachable();
        int requests = 0;
        for (Duration passed = Duration.ZERO; passed.toHours() < 1; passed = passed.plusMillis(500)) {
            assertEquals("introspection.unavailable", tested.outcome("opaque-" + requests++));
            advance(tested, Duration.ofMillis(500));
        }
        int most = CircuitBreaker.THRESHOLD + 3600 / 2 + 3;
        assertTrue(endpoint.calls() <= most, endpoint.calls() + " calls for " + requests + " requests");
    }

    @Test
    void refusedClient_isUnavailableAndShownInHealth() {
        for (int status : new int[] {401, 403}) {
            endpoint.failing(status, 0);
            assertEquals("introspection.client", tested.outcome("opaque"));
        }
        Health health = tested.introspector.health();
        assertEquals(Health.State.DEGRADED, health.state());
        assertTrue(health.detail().contains("client credentials"), health.detail());
        assertFalse(health.detail().contains("swordfish"), health.detail());
    }

    @Test
    void badRequest_concernsItsTokenAlone() {
        endpoint.failing(400, 0);
        for (int i = 0; i < 50; i++) {
            assertEquals("introspection.answer", tested.outcome("opaque"));
        }
        endpoint.answering(TestIntrospector.active());
        assertEquals("verified", tested.outcome("other"));
    }

    @Test
    void retryAfter_isHandedOn() {
        endpoint.failing(503, 17);
        for (int i = 0; i < CircuitBreaker.THRESHOLD; i++) {
            tested.outcome("opaque");
        }
        Verification.Undecided undecided = assertInstanceOf(Verification.Undecided.class, tested.verify("opaque"));
        assertEquals(Duration.ofSeconds(17), undecided.retryAfter());
    }

    @Test
    void malformedToken_causesNoCall() {
        for (String token : List.of("", "a b", "a,b", "a\"b", "=", "\u00fc", "a".repeat(16_385), "eyJ.a.b", "ewo..")) {
            String outcome = tested.outcome(token);
            assertTrue(List.of("token.malformed", "token.too-large").contains(outcome), outcome);
        }
        assertEquals(0, endpoint.calls());
    }

    @Test
    void jwts_goToTheirIssuerAlone() {
        TestToken token = TestToken.of(KEY).algorithm("ES256");
        assertEquals("verified", tested.outcome(token.compact()));
        assertEquals("foreign", tested.outcome(foreignJwt()));
        assertEquals(
                "token.issuer", tested.outcome(token.payload("{\"sub\":\"a\"}").compact()));
        assertEquals("token.malformed", tested.outcome(token.payload("[]").compact()));
        assertEquals(1, endpoint.calls());
    }

    private static String foreignJwt() {
        return TestToken.of(KEY)
                .algorithm("ES256")
                .payload(TestToken.claims(TestToken.ISSUER, "https://other.example.com"))
                .compact();
    }

    @Test
    void measurements_tellCallsFailuresAndCachedResults() {
        tested.outcome("good");
        tested.outcome("good");
        endpoint.failing(500, 0);
        tested.outcome("other");

        Map<String, Double> measured = new HashMap<>();
        tested.introspector.measurements().forEach(each -> measured.put(each.name(), each.value()));

        assertEquals(2, measured.get("introspection.calls"));
        assertEquals(1, measured.get("introspection.failures"));
        assertEquals(0, measured.get("introspection.running"));
        assertEquals(1, measured.get("tokens.cached"));
        assertEquals(0, measured.get("tokens.cached.refusals"));
        assertTrue(measured.containsKey("introspection.seconds"), measured::toString);
    }
}
