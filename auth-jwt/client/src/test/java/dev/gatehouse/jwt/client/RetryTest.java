package dev.gatehouse.jwt.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.jwt.client.TokenException.Kind;
import dev.gatehouse.testkit.MovableClock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {

    private final MovableClock clock = MovableClock.at("2026-01-01T00:00:00Z");
    private final FakeTimer timer = new FakeTimer(clock);
    private final TokenServer server = TokenServer.start();
    private final TokenClient tokens = PatientClient.builder()
            .clientId("client")
            .clientSecret("secret")
            .tokenEndpoint(server.url("/token"))
            .clock(clock)
            .timer(timer)
            .build();

    @AfterEach
    void stop() {
        tokens.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void whatMayPass_isTriedAgainWithGrowingPauses(int status) throws Exception {
        server.answers(
                TokenServer.json(status, "{}"),
                TokenServer.other(status, "text/html", "<p>"),
                TokenServer.token("good"));
        CompletableFuture<AccessToken> token = tokens.tokenAsync();

        assertEquals(Duration.ofMillis(250), timer.elapse());
        assertEquals(Duration.ofMillis(500), timer.elapse());

        assertEquals("good", token.get().value());
        assertEquals(3, server.asked().size());
    }

    @Test
    void tries_areThree() throws Exception {
        server.answers(TokenServer.json(503, "{}"));
        CompletableFuture<AccessToken> token = tokens.tokenAsync();
        timer.elapse();
        timer.elapse();

        assertEquals(Kind.UNAVAILABLE, failure(token).kind());
        assertEquals(3, server.asked().size());
    }

    @Test
    void retryAfter_isKept() throws Exception {
        server.answers(TokenServer.json(429, "{}", "Retry-After", "7"), TokenServer.token("good"));
        CompletableFuture<AccessToken> token = tokens.tokenAsync();

        assertEquals(Duration.ofSeconds(7), timer.elapse());

        assertEquals("good", token.get().value());
    }

    @Test
    void retryAfterAsADate_countsFromTheDateOfTheAnswer() throws Exception {
        // The server's clock is the real one, which is past this date; the client's is far before it.
        server.answers(
                TokenServer.json(503, "{}", "Retry-After", "Fri, 02 Jan 2026 00:00:00 GMT"), TokenServer.token("good"));
        CompletableFuture<AccessToken> token = tokens.tokenAsync();

        assertEquals(Duration.ofMillis(250), timer.elapse());

        assertEquals("good", token.get().value());
    }

    @Test
    void retryAfterBeyondTheDeadline_endsTheRequestAndIsKeptByTheNextOne() throws Exception {
        server.answers(TokenServer.json(429, "{}", "Retry-After", "120"), TokenServer.token("good"));

        TokenException throttled = assertThrows(TokenException.class, tokens::token);
        assertEquals(Kind.THROTTLED, throttled.kind());
        assertEquals(Optional.of(Duration.ofMinutes(2)), throttled.retryAfter());

        clock.advance(Duration.ofSeconds(119));
        assertThrows(TokenException.class, tokens::token);
        assertEquals(1, server.asked().size());

        clock.advance(Duration.ofSeconds(1));
        assertEquals("good", tokens.token().value());
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 307, 400, 401, 403, 404, 405})
    void whatWillNotPass_isNotTriedAgain(int status) {
        server.answers(TokenServer.json(status, "{\"error\":\"x\"}", "Location", server.url("/elsewhere")));

        assertThrows(TokenException.class, tokens::token);
        assertThrows(TokenException.class, tokens::token);

        assertEquals(1, server.asked().size());
        assertEquals("/token", server.last().path());
    }

    @Test
    void requests_areWrittenAsTheOriginalsWriteThem() throws Exception {
        server.answers(TokenServer.token("good"));
        tokens.token("tasklist-api", "a b");

        TokenServer.Asked asked = server.last();
        assertEquals("POST", asked.method());
        assertEquals("application/x-www-form-urlencoded", asked.header("Content-Type"));
        assertEquals("application/json", asked.header("Accept"));
        assertEquals(
                "grant_type=client_credentials&audience=tasklist-api&scope=a+b&client_id=client&client_secret=secret",
                asked.body());
        assertEquals("", asked.header("Authorization"));
        assertEquals("", asked.header("Upgrade"));
    }

    @Test
    void jsonRequests_areEscaped() throws Exception {
        server.answers(TokenServer.token("good"));
        try (TokenClient json = PatientClient.builder()
                .clientId("cl\"ient")
                .clientSecret("\u00fc\\")
                .tokenEndpoint(server.url("/token"))
                .jsonBody()
                .build()) {
            json.token();
        }

        assertEquals("application/json", server.last().header("Content-Type"));
        assertEquals(
                "{\"grant_type\":\"client_credentials\",\"client_id\":\"cl\\\"ient\",\"client_secret\":\"\u00fc\\\\\"}",
                server.last().body());
    }

    @Test
    void secretInHeader_isEncodedTwiceAndNotInTheBody() throws Exception {
        server.answers(TokenServer.token("good"));
        try (TokenClient basic = PatientClient.builder()
                .clientId("a:b")
                .clientSecret("s%c r")
                .secretInHeader()
                .tokenEndpoint(server.url("/token"))
                .build()) {
            basic.token();
        }

        assertEquals("Basic YSUzQWI6cyUyNWMrcg==", server.last().header("Authorization"));
        assertEquals("grant_type=client_credentials", server.last().body());
    }

    private static TokenException failure(CompletableFuture<?> future) {
        ExecutionException failure = assertThrows(ExecutionException.class, future::get);
        assertTrue(failure.getCause() instanceof TokenException, failure::toString);
        return (TokenException) failure.getCause();
    }
}
