package dev.gatehouse.jwt.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.jwt.client.TokenException.Kind;
import dev.gatehouse.support.http.HttpReply;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kind J of the cases from the field: responses of real token endpoints that deviate from RFC 6749 section 5.1. */
class TokenAnswerCasesTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static AccessToken read(String members) throws TokenException {
        TokenAnswer answers = new TokenAnswer(
                "https://login.example.com/token",
                new ClientCredential.SecretInBody(new Secret("s3cr3t-canary")),
                Clock.fixed(NOW, ZoneOffset.UTC));
        HttpHeaders headers = HttpHeaders.of(Map.of("Content-Type", List.of("application/json")), (n, v) -> true);
        byte[] body = ("{\"access_token\":\"a.b.c\"," + members + "}").getBytes(StandardCharsets.UTF_8);
        return answers.read(new HttpReply(200, headers, body), NOW);
    }

    private static Kind refused(String members) {
        return assertThrows(TokenException.class, () -> read(members)).kind();
    }

    @Test
    void entraV1_sendsNumbersAsStrings() throws TokenException {
        AccessToken token = read("""
                "token_type":"Bearer","expires_in":"3599","ext_expires_in":"3599","expires_on":"1767229199",
                "not_before":"1767225300","resource":"api://tasklist\"""");
        assertEquals(NOW.plusSeconds(3599), token.expiresAt());
    }

    @Test
    void apigee_sendsBearerTokenAndStrings() throws TokenException {
        AccessToken token = read("""
                "issued_at":"1767225600000","scope":"","status":"approved","expires_in":"1799",
                "token_type":"BearerToken\"""");
        assertEquals(NOW.plusSeconds(1799), token.expiresAt());
        assertEquals(Set.of(), token.scope());
        assertEquals("Bearer a.b.c", token.authorization());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"\"1\";1", "\"0300\";300", "\"86401\";86400", "\"999999999999999999\";86400", "3599;3599"})
    void wholeNumberAsAString_isALifetime(String life, long seconds) throws TokenException {
        assertEquals(
                NOW.plusSeconds(seconds),
                read("\"token_type\":\"bearer\",\"expires_in\":" + life).expiresAt());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\" 300\"",
                "\"300 \"",
                "\"+300\"",
                "\"-300\"",
                "\"0\"",
                "\"3e2\"",
                "\"300.0\"",
                "\"0x10\"",
                "\"300s\"",
                "\"\u0663\"",
                "\"1000000000000000000\"",
                "\"NaN\"",
                "[\"300\"]"
            })
    void otherStrings_areMalformed(String life) {
        assertEquals(Kind.MALFORMED, refused("\"token_type\":\"Bearer\",\"expires_in\":" + life));
    }

    @Test
    void nullMembers_countAsAbsent() throws TokenException {
        AccessToken token = read(
                "\"token_type\":\"Bearer\",\"expires_in\":null,\"scope\":null,\"error\":null,\"refresh_token\":null");
        assertEquals(NOW.plus(Duration.ofSeconds(60)), token.expiresAt());
        assertEquals(Set.of(), token.scope());
        assertEquals(Kind.MALFORMED, refused("\"token_type\":null"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"[\"a\",\"b\"];a b", "[];''", "[\"a b\",\"c\"];a b c", "[\"\"];''"})
    void scopeAsAList_isAScope(String scope, String words) throws TokenException {
        assertEquals(
                words.isEmpty() ? Set.of() : Set.of(words.split(" ")),
                read("\"token_type\":\"Bearer\",\"scope\":" + scope).scope());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "[null]", "[[\"a\"]]", "[\"a\\nb\"]", "[\"a\\\"b\"]", "{\"a\":true}"})
    void otherScopes_areMalformed(String scope) {
        assertEquals(Kind.MALFORMED, refused("\"token_type\":\"Bearer\",\"scope\":" + scope));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer", "BEARER", "BearerToken"})
    void type_isCaseInsensitive(String type) throws TokenException {
        assertEquals("Bearer a.b.c", read("\"token_type\":\"" + type + "\"").authorization());
    }
}
