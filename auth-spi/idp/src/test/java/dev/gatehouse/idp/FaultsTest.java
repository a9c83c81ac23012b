package dev.gatehouse.idp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.gatehouse.idp.faults.Endpoint;
import dev.gatehouse.idp.faults.Fault;
import dev.gatehouse.idp.faults.Hold;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FaultsTest {

    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static IdentityProvider provider;
    private static Issuer issuer;
    private final Wire wire = new Wire();

    @BeforeAll
    static void start() {
        provider =
                IdentityProvider.demo().clock(Clock.fixed(NOW, ZoneOffset.UTC)).start();
        issuer = provider.keycloak();
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @AfterEach
    void clear() {
        issuer.faults().clear();
        issuer.resetRequests();
        provider.generic().resetRequests();
    }

    @Test
    void counters_countEachEndpointOfEachIssuer() throws Exception {
        jwks();
        jwks();
        wire.clientToken(issuer, "m2m-full", "m2m-full-secret");
        assertEquals(2, issuer.requests(Endpoint.JWKS));
        assertEquals(1, issuer.requests(Endpoint.TOKEN));
        assertEquals(0, issuer.requests(Endpoint.DISCOVERY));
        assertEquals(3, issuer.requests());
        assertEquals(0, provider.generic().requests());
        issuer.resetRequests();
        assertEquals(0, issuer.requests());
    }

    @Test
    void status_isAnsweredWithRetryAfter() throws Exception {
        issuer.faults().set(Endpoint.JWKS, Fault.status(503).retryAfter(Duration.ofSeconds(7)));
        HttpResponse<String> answer = jwks();
        assertEquals(503, answer.statusCode());
        assertEquals("7", answer.headers().firstValue("Retry-After").orElse(""));
        assertEquals(1, issuer.requests(Endpoint.JWKS));
        assertEquals(200, wire.get(issuer.uri(Endpoint.DISCOVERY)).statusCode());
        assertEquals(200, wire.get(provider.generic().jwksUri()).statusCode());
        issuer.faults().clear(Endpoint.JWKS);
        assertEquals(200, jwks().statusCode());
    }

    @Test
    void limitedFault_endsByItself() throws Exception {
        issuer.faults().set(Endpoint.JWKS, Fault.status(500), 2);
        assertEquals(500, jwks().statusCode());
        assertEquals(500, jwks().statusCode());
        assertEquals(200, jwks().statusCode());
        assertThrows(IllegalArgumentException.class, () -> issuer.faults().set(Endpoint.JWKS, Fault.empty(), 0));
    }

    @Test
    void html_is200() throws Exception {
        issuer.faults().set(Endpoint.JWKS, Fault.html());
        assertEquals(200, jwks().statusCode());
        assertTrue(jwks().body().startsWith("<!doctype html>"));
        assertEquals("text/html", jwks().headers().firstValue("Content-Type").orElse(""));
    }

    @Test
    void empty_is200WithoutBody() throws Exception {
        issuer.faults().set(Endpoint.JWKS, Fault.empty());
        assertEquals(200, jwks().statusCode());
        assertEquals("", jwks().body());
    }

    @Test
    void truncated_isCompleteHttpAndHalfTheJson() throws Exception {
        String whole = jwks().body();
        issuer.faults().set(Endpoint.JWKS, Fault.truncated());
        assertEquals(whole.substring(0, whole.length() / 2), jwks().body());
    }

    @Test
    void oversize_isStillTheRightJson() throws Exception {
        String whole = jwks().body();
        issuer.faults().set(Endpoint.JWKS, Fault.oversize(1_000_000));
        String padded = jwks().body();
        assertEquals(whole.length() + 1_000_000, padded.length());
        assertEquals(JSONObjectUtils.parse(whole), JSONObjectUtils.parse(padded));
    }

    @Test
    void drip_sendsTheWholeAnswerInTheEnd() throws Exception {
        issuer.faults().set(Endpoint.JWKS, Fault.body("application/json", "{\"keys\":[]}"));
        assertEquals("{\"keys\":[]}", jwks().body());
        String whole = wire.get(provider.generic().jwksUri()).body();
        provider.generic().faults().set(Endpoint.JWKS, Fault.drip(Duration.ofNanos(1)));
        try {
            assertEquals(whole, wire.get(provider.generic().jwksUri()).body());
        } finally {
            provider.generic().faults().clear();
        }
    }

    @Test
    void cutAndHangUp_breakTheConnection() throws Exception {
        for (Fault fault : List.of(Fault.cut(), Fault.hangUp())) {
            issuer.faults().set(Endpoint.TOKEN, fault);
            assertThrows(
                    IOException.class, () -> wire.clientToken(issuer, "m2m-full", "m2m-full-secret"), fault.toString());
        }
        issuer.faults().clear();
        wire.clientToken(issuer, "m2m-full", "m2m-full-secret");
    }

    @Test
    void redirect_pointsElsewhere() throws Exception {
        URI elsewhere = provider.generic().jwksUri();
        issuer.faults().set(Endpoint.JWKS, Fault.redirect(elsewhere));
        HttpResponse<String> answer = jwks();
        assertEquals(302, answer.statusCode());
        assertEquals(
                elsewhere.toString(), answer.headers().firstValue("Location").orElse(""));
        assertEquals(0, provider.generic().requests(Endpoint.JWKS));
    }

    @Test
    void rewritten_changesTheRightAnswer() throws Exception {
        issuer.faults().set(Endpoint.DISCOVERY, Fault.rewritten(text -> text.replace("camunda-platform", "other")));
        HttpResponse<String> answer = wire.get(issuer.uri(Endpoint.DISCOVERY));
        assertEquals(
                issuer.issuer().replace("camunda-platform", "other"),
                Wire.json(answer).get("issuer"));
    }

    @Test
    void faultThatThrows_endsTheConnection() {
        issuer.faults().set(Endpoint.TOKEN, Fault.rewritten(text -> {
            throw new IllegalStateException("planted");
        }));
        assertThrows(IOException.class, () -> wire.clientToken(issuer, "m2m-full", "m2m-full-secret"));
    }

    @Test
    void delayedAnswer_isTheRightOne() throws Exception {
        issuer.faults().set(Endpoint.JWKS, Fault.delay(Duration.ofMillis(5)));
        assertEquals(200, jwks().statusCode());
        issuer.faults().set(Endpoint.JWKS, Fault.status(502).after(Duration.ofMillis(5)));
        assertEquals(502, jwks().statusCode());
    }

    @Test
    void hold_keepsAnyNumberOfAnswersUntilReleased() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        Hold hold = issuer.faults().hold(Endpoint.JWKS);
        for (int i = 0; i < 40; i++) {
            waiting.add(wire.http()
                    .sendAsync(HttpRequest.newBuilder(issuer.jwksUri()).build(), BodyHandlers.ofString()));
        }
        assertTrue(hold.awaitArrivals(40, PATIENCE));
        assertEquals(200, wire.get(issuer.uri(Endpoint.DISCOVERY)).statusCode(), "no thread is taken");
        assertTrue(waiting.stream().noneMatch(CompletableFuture::isDone));
        issuer.keys().rotate();
        hold.release();
        String kid = issuer.keys().current("RS256").kid();
        for (CompletableFuture<HttpResponse<String>> answer : waiting) {
            assertTrue(
                    answer.get(60, TimeUnit.SECONDS).body().contains(kid), "a held answer tells the state of its end");
        }
        assertEquals(40, hold.arrivals());
        assertEquals(200, jwks().statusCode());
    }

    @Test
    void awaitArrivals_givesUpInTime() throws Exception {
        try (Hold hold = issuer.faults().hold(Endpoint.JWKS)) {
            assertFalse(hold.awaitArrivals(1, Duration.ZERO));
        }
    }

    @Test
    void newHoldAndClear_releaseTheOldHold() throws Exception {
        Hold first = issuer.faults().hold(Endpoint.JWKS);
        CompletableFuture<HttpResponse<String>> one =
                wire.http().sendAsync(HttpRequest.newBuilder(issuer.jwksUri()).build(), BodyHandlers.ofString());
        assertTrue(first.awaitArrivals(1, PATIENCE));
        Hold second = issuer.faults().hold(Endpoint.JWKS);
        assertEquals(200, one.get(60, TimeUnit.SECONDS).statusCode());
        CompletableFuture<HttpResponse<String>> two =
                wire.http().sendAsync(HttpRequest.newBuilder(issuer.jwksUri()).build(), BodyHandlers.ofString());
        assertTrue(second.awaitArrivals(1, PATIENCE));
        issuer.faults().clear();
        assertEquals(200, two.get(60, TimeUnit.SECONDS).statusCode());
    }

    @Test
    void answerOfAnotherClock_saysThatItsDateIsNotItsTime() throws Exception {
        assertEquals("0", jwks().headers().firstValue("Age").orElseThrow());
        try (IdentityProvider real = IdentityProvider.demo().start()) {
            URI keys = real.keycloak().jwksUri();
            assertTrue(wire.get(keys).headers().firstValue("Age").isEmpty());
            real.keycloak().faults().skew(Duration.ofHours(1));
            assertTrue(wire.get(keys).headers().firstValue("Age").isPresent());
        }
    }

    @Test
    void skew_movesTheTimesInTokens() throws Exception {
        issuer.faults().skew(Duration.ofMinutes(-10));
        JWTClaimsSet claims = wire.verified(issuer, wire.clientToken(issuer, "m2m-full", "m2m-full-secret"));
        assertEquals(NOW.minusSeconds(600), claims.getIssueTime().toInstant());
        assertEquals(NOW.minusSeconds(300), claims.getExpirationTime().toInstant());
        issuer.faults().skew(Duration.ZERO);
        assertEquals(
                NOW,
                wire.verified(issuer, wire.clientToken(issuer, "m2m-full", "m2m-full-secret"))
                        .getIssueTime()
                        .toInstant());
    }

    private HttpResponse<String> jwks() throws Exception {
        return wire.get(issuer.jwksUri());
    }
}
