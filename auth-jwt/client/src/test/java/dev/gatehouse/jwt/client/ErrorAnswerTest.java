package dev.gatehouse.jwt.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.support.http.HttpReply;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorAnswerTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String SECRET = "s3cr3t-canary/+ \"\u00fc";

    private final TokenAnswer answers = new TokenAnswer(
            "https://login.example.com/token",
            new ClientCredential.SecretInBody(new Secret(SECRET)),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void errorAnswer_keepsCodeAndDescription() {
        TokenException refused = refused(reply(
                401,
                "application/json",
                "{\"error\":\"invalid_client\","
                        + "\"error_description\":\"Invalid client or Invalid client credentials\"}"));

        assertEquals(Optional.of("invalid_client"), refused.error());
        assertEquals(Optional.of("Invalid client or Invalid client credentials"), refused.errorDescription());
        assertEquals(
                "https://login.example.com/token: the token request returned status 401, invalid_client"
                        + " (Invalid client or Invalid client credentials)",
                refused.getMessage());
    }

    @Test
    void wordsOfTheServer_arePrintableAndShort() {
        TokenException refused = refused(reply(
                400,
                "application/json",
                "{\"error\":\"a\\nb\\u001b[31m\",\"error_description\":\"" + "\\u00fcx\\r\\n".repeat(500) + "\"}"));

        assertEquals(Optional.of("a?b?[31m"), refused.error());
        String description = refused.errorDescription().orElseThrow();
        assertTrue(description.startsWith("?x???x??"), description);
        assertEquals(ServerWords.MAX_DESCRIPTION + 3, description.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3cr3t-canary/+ \\\"\\u00fc",
                "you sent s3cr3t-canary/+ \\\"\\u00fc to me",
                "client_secret=s3cr3t-canary%2F%2B+%22%C3%BC",
                "client_secret=s3cr3t-canary%2F%2B%20%22%C3%BC",
                "{\\\"client_secret\\\":\\\"s3cr3t-canary/+ \\\\\\\"\\u00fc\\\"}",
                "czNjcjN0LWNhbmFyeS8rICLDvA"
            })
    void descriptionThatRepeatsTheSecret_isDropped(String description) {
        TokenException refused = refused(reply(
                400,
                "application/json",
                "{\"error\":\"" + description + "\",\"error_description\":\"" + description + "\"}"));

        assertEquals(Optional.empty(), refused.error());
        assertEquals(Optional.empty(), refused.errorDescription());
        assertFalse(String.valueOf(refused.getMessage()).contains("s3cr3t"), refused::getMessage);
    }

    @ParameterizedTest
    @CsvSource({
        "120,120",
        "0,0",
        "7200,3600",
        "99999999999999999999,3600",
        "-5,",
        "1.5,",
        "soon,",
        "'',",
        "'Thu, 01 Jan 2026 00:00:30 GMT',30",
        "'Wed, 31 Dec 2025 23:00:00 GMT',0",
        "'Fri, 01 Jan 2027 00:00:00 GMT',3600",
        "'Thu, 99 Jan 2026 00:00:30 GMT',"
    })
    void retryAfter_isReadAndBounded(String header, Long seconds) {
        HttpHeaders headers = HttpHeaders.of(
                Map.of("Content-Type", List.of("text/html"), "Retry-After", List.of(header)), (name, value) -> true);

        assertEquals(
                Optional.ofNullable(seconds).map(Duration::ofSeconds),
                refused(new HttpReply(503, headers, new byte[0])).retryAfter());
    }

    private TokenException refused(HttpReply reply) {
        return assertThrows(TokenException.class, () -> answers.read(reply, NOW));
    }

    private static HttpReply reply(int status, String type, String body) {
        HttpHeaders headers = HttpHeaders.of(Map.of("Content-Type", List.of(type)), (name, value) -> true);
        return new HttpReply(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }
}
