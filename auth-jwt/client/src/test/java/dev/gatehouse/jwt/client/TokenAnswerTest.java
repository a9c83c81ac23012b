package dev.gatehouse.jwt.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

class TokenAnswerTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String SECRET = "s3cr3t-canary/+ \"\u00fc";

    private final TokenAnswer answers = new TokenAnswer(
            "https://login.example.com/token",
            new ClientCredential.SecretInBody(new Secret(SECRET)),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void keycloaksAnswer_isAToken() throws TokenException {
        AccessToken token = read("""
                {"access_token":"eyJhbGciOiJSUzI1NiJ9.e30.c2ln","expires_in":300,"refresh_expires_in":0,
                 "token_type":"Bearer","not-before-policy":0,"scope":"profile email"}""");

        assertEquals("Bearer eyJhbGciOiJSUzI1NiJ9.e30.c2ln", token.authorization());
        assertEquals(NOW.plusSeconds(300), token.expiresAt());
        assertEquals(Set.of("profile", "email"), token.scope());
    }

    @Test
    void hostedAnswer_isAToken() throws TokenException {
        AccessToken token = read("""
                {"access_token":"opaque-token_~+/==","scope":"tasklist","expires_in":86400,"token_type":"bearer"}""");

        assertEquals("opaque-token_~+/==", token.value());
        assertEquals(NOW.plus(Duration.ofDays(1)), token.expiresAt());
    }

    @Test
    void unknownMembers_areIgnored() throws TokenException {
        read("""
                {"access_token":"a.b.c","token_type":"Bearer","expires_in":1,
                 "x":{"y":[1.5,null,true,{"z":"\\u00fc"}]},"n":null,
                 "ext_expires_in":3599,"big":123456789012345678901234567890}""");
    }

    @Test
    void lifeUnsaid_isAMinute() throws TokenException {
        assertEquals(
                NOW.plusSeconds(60),
                read("{\"access_token\":\"a\",\"token_type\":\"Bearer\"}").expiresAt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"86401", "2147483647", "9223372036854775807"})
    void hugeLife_isADay(String life) throws TokenException {
        assertEquals(
                NOW.plus(Duration.ofDays(1)), read(with("expires_in", life)).expiresAt());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"-1\"",
                "\"0\"",
                "-1",
                "0",
                "300.0",
                "3e2",
                "true",
                "[300]",
                "{}",
                "9223372036854775808",
                "99999999999999999999999999999999999999999999999999999999999999999999",
                "0300",
                "+1",
                "NaN",
                "1 2"
            })
    void lifeThatIsNoPositiveNumber_isMalformed(String life) {
        assertEquals(Kind.MALFORMED, refused(with("expires_in", life)).kind());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "1",
                "\"\"",
                "[\"a\"]",
                "{}",
                "\"a b\"",
                "\"a\\r\\nX: y\"",
                "\"a\\u0000\"",
                "\"\\u00fc\"",
                "\"=\"",
                "\"a=b\"",
                "\"a,b\"",
                "\"a;b\"",
                "\" a\"",
                "\"a\\n\"",
                "\"\\ud800\""
            })
    void tokenThatNoHeaderMayCarry_isMalformed(String token) {
        assertEquals(Kind.MALFORMED, refused(with("access_token", token)).kind());
    }

    @Test
    void lengthOfTokens_isBounded() throws TokenException {
        read(with("access_token", "\"" + "a".repeat(AccessToken.MAX_LENGTH) + "\""));

        assertEquals(
                Kind.MALFORMED,
                refused(with("access_token", "\"" + "a".repeat(AccessToken.MAX_LENGTH + 1) + "\""))
                        .kind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\" \"", "1", "[\"Bearer\"]", "true"})
    void typeThatIsNone_isMalformed(String type) {
        assertEquals(Kind.MALFORMED, refused(with("token_type", type)).kind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"DPoP\"", "\"dpop\"", "\"mac\"", "\"N_A\"", "\"Bearer \"", "\"Bearer,DPoP\""})
    void otherType_isUnsupported(String type) {
        assertEquals(Kind.UNSUPPORTED, refused(with("token_type", type)).kind());
    }

    @Test
    void dpop_isNamedInTheMessage() {
        String message = String.valueOf(refused(with("token_type", "\"DPoP\"")).getMessage());

        assertTrue(message.contains("type DPoP") && message.contains("only Bearer"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "[\"a\",1]", "{}", "\"a\\nb\"", "\"a\\\"b\"", "\"\\u00fc\""})
    void scopeThatIsNone_isMalformed(String scope) {
        assertEquals(Kind.MALFORMED, refused(with("scope", scope)).kind());
    }

    @Test
    void emptyScope_isNone() throws TokenException {
        assertEquals(Set.of(), read(with("scope", "\"\"")).scope());
        assertEquals(Set.of("a", "b"), read(with("scope", "\"a  b \"")).scope());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"text\"",
                "{",
                "{}",
                "<!doctype html>",
                "{\"access_token\":\"a\",\"token_type\":\"Bearer\"",
                "{\"access_token\":\"a\",\"token_type\":\"Bearer\"}{}",
                "{\"access_token\":\"a\",\"token_type\":\"Bearer\"} x",
                "{\"access_token\":\"a\",\"token_type\":\"Bearer\",}",
                "{'access_token':'a','token_type':'Bearer'}",
                "{access_token:\"a\",\"token_type\":\"Bearer\"}",
                "{\"access_token\":\"a\",\"token_type\":\"Bearer\"/**/}",
                "\ufeff{\"access_token\":\"a\",\"token_type\":\"Bearer\"}",
                "{\"access_token\":\"a\",\"access_token\":\"b\",\"token_type\":\"Bearer\"}",
                "{\"access_token\":\"a\",\"token_type\":\"DPoP\",\"token_type\":\"Bearer\"}",
                "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"\\u0061ccess_token\":\"b\"}",
                "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"x\":{\"y\":1,\"y\":2}}",
                "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"error\":\"invalid_client\"}",
                "{\"Access_Token\":\"a\",\"Token_Type\":\"Bearer\"}"
            })
    void otherBodies_areMalformed(String body) {
        assertEquals(Kind.MALFORMED, refused(body).kind());
    }

    @Test
    void depthOfBodies_isBounded() {
        String deep = "[".repeat(100) + "]".repeat(100);

        assertEquals(Kind.MALFORMED, refused(with("x", deep)).kind());
    }

    @Test
    void brokenUtf8_isMalformed() {
        byte[] body = with("x", "\"\u00fc\"").getBytes(StandardCharsets.ISO_8859_1);

        assertEquals(
                Kind.MALFORMED,
                refused(new HttpReply(200, headers("application/json"), body)).kind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json;charset=UTF-8", "Application/JSON ; charset=utf-8"})
    void json_isTaken(String type) throws TokenException {
        answers.read(reply(200, type, with("x", "1")), NOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "text/html", "text/plain", "application/jsonp", "application/problem+json", "text/json"})
    void otherContentTypes_areMalformed(String type) {
        assertEquals(Kind.MALFORMED, refused(reply(200, type, with("x", "1"))).kind());
    }

    @ParameterizedTest
    @CsvSource({
        "201,MALFORMED", "204,MALFORMED", "301,MALFORMED", "302,MALFORMED", "307,MALFORMED", "308,MALFORMED",
                "400,REFUSED",
        "401,REFUSED", "403,REFUSED", "404,REFUSED", "405,REFUSED", "415,REFUSED", "408,UNAVAILABLE", "429,THROTTLED",
        "500,UNAVAILABLE", "502,UNAVAILABLE", "503,UNAVAILABLE", "504,UNAVAILABLE"
    })
    void statuses_haveTheirKind(int status, Kind kind) {
        assertEquals(
                kind, refused(reply(status, "application/json", with("x", "1"))).kind());
        assertEquals(kind, refused(reply(status, "text/html", "<p>")).kind());
    }

    private static String with(String name, String value) {
        StringBuilder json = new StringBuilder("{\"" + name + "\":" + value);
        Map.of("access_token", "\"a.b.c\"", "token_type", "\"Bearer\"", "expires_in", "300")
                .forEach((other, good) -> json.append(other.equals(name) ? "" : ",\"" + other + "\":" + good));
        return json.append('}').toString();
    }

    private AccessToken read(String body) throws TokenException {
        return answers.read(reply(200, "application/json", body), NOW);
    }

    private TokenException refused(String body) {
        return refused(reply(200, "application/json", body));
    }

    private TokenException refused(HttpReply reply) {
        return assertThrows(TokenException.class, () -> answers.read(reply, NOW));
    }

    private static HttpReply reply(int status, String type, String body) {
        return new HttpReply(status, headers(type), body.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpHeaders headers(String type) {
        return HttpHeaders.of(type.isEmpty() ? Map.of() : Map.of("Content-Type", List.of(type)), (name, value) -> true);
    }
}
