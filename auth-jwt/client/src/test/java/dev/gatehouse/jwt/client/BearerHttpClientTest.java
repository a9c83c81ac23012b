package dev.gatehouse.jwt.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.testkit.MovableClock;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerHttpClientTest {

    @TempDir
    Path folder;

    private final MovableClock clock = MovableClock.at("2026-01-01T00:00:00Z");
    private final TokenServer issuer =
            TokenServer.start().answers(TokenServer.token("one"), TokenServer.token("two"), TokenServer.token("three"));
    private final TokenServer api = TokenServer.start().answers(TokenServer.json(200, "fine"));
    private final TokenServer other = TokenServer.start().answers(TokenServer.json(200, "fine"));
    private final TokenClient tokens = PatientClient.builder()
            .clientId("client")
            .clientSecret("secret")
            .tokenEndpoint(issuer.url("/token"))
            .clock(clock)
            .build();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final BearerHttpClient client = BearerHttpClient.of(http, tokens, api.url("/ignored/path"));

    @AfterEach
    void stop() {
        tokens.close();
        issuer.close();
        api.close();
        other.close();
    }

    @Test
    void namedServer_getsTheToken() throws Exception {
        assertEquals(
                "fine",
                client.send(get(api.url("/v1/tasks")), BodyHandlers.ofString()).body());

        assertEquals("Bearer one", api.last().header("Authorization"));
    }

    @Test
    void otherServers_getNone() throws Exception {
        client.send(get(other.url("/")), BodyHandlers.ofString());
        client.send(get(api.url("/").replace("127.0.0.1", "localhost")), BodyHandlers.ofString());

        assertEquals("", other.last().header("Authorization"));
        assertEquals("", api.last().header("Authorization"));
        assertEquals(0, issuer.asked().size());
    }

    @Test
    void redirect_isReturnedAndNotFollowed() throws Exception {
        api.answers(TokenServer.json(307, "", "Location", other.url("/")));

        assertEquals(
                307, client.send(get(api.url("/")), BodyHandlers.ofString()).statusCode());

        assertEquals(0, other.asked().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"NORMAL", "ALWAYS"})
    void clientThatFollowsRedirects_isRefused(HttpClient.Redirect redirects) {
        HttpClient following =
                HttpClient.newBuilder().followRedirects(redirects).build();

        assertThrows(IllegalArgumentException.class, () -> BearerHttpClient.of(following, tokens, api.url("/")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tasklist.example.com",
                "http://tasklist.example.com",
                "ftp://localhost",
                "https://a@b.example.com"
            })
    void serverThatNoTokenMayGoTo_isRefused(String server) {
        assertThrows(IllegalArgumentException.class, () -> BearerHttpClient.of(http, tokens, server));
        assertThrows(IllegalArgumentException.class, () -> BearerHttpClient.of(http, tokens));
    }

    @Test
    void plainHttp_canBeAllowed() {
        assertEquals(
                "[http://tasklist.example.com:80]",
                BearerHttpClient.ofPlainHttp(http, tokens, "http://Tasklist.example.com")
                        .toString()
                        .replaceAll("^.* for |]$", ""));
    }

    @Test
    void requestWithCredentialsOfItsOwn_isRefused() {
        HttpRequest own = HttpRequest.newBuilder(URI.create(api.url("/")))
                .header("authorization", "Basic YTpi")
                .build();

        assertThrows(IllegalArgumentException.class, () -> client.send(own, BodyHandlers.ofString()));
    }

    @Test
    void refusedToken_isReplacedOnceAndTheRequestRepeated() throws Exception {
        api.answers(TokenServer.json(401, "expired"), TokenServer.json(200, "fine"));
        HttpRequest post = HttpRequest.newBuilder(URI.create(api.url("/v1/tasks/search")))
                .header("X-Kept", "yes")
                .POST(BodyPublishers.ofString("{}"))
                .build();

        HttpResponse<String> response = client.send(post, BodyHandlers.ofString());

        assertEquals("fine", response.body());
        assertEquals(2, api.asked().size());
        assertEquals("Bearer two", api.last().header("Authorization"));
        assertEquals("{}", api.last().body());
        assertEquals("yes", api.last().header("X-Kept"));
        assertEquals(2, issuer.asked().size());
    }

    @Test
    void serverThatRefusesEveryToken_isAskedTwiceThenOnce() throws Exception {
        api.answers(TokenServer.json(401, "no"));

        assertEquals(
                "no", client.send(get(api.url("/")), BodyHandlers.ofString()).body());
        assertEquals(2, api.asked().size());
        HttpResponse<String> again = client.send(get(api.url("/")), BodyHandlers.ofString());

        assertEquals(401, again.statusCode());
        assertEquals("no", again.body());
        assertEquals(3, api.asked().size());
        assertEquals(2, issuer.asked().size());
    }

    @Test
    void refusal_isHandedToEveryKindOfHandler() throws Exception {
        api.answers(TokenServer.json(401, "no\nmore"));
        client.send(get(api.url("/")), BodyHandlers.discarding());

        try (InputStream stream =
                client.send(get(api.url("/")), BodyHandlers.ofInputStream()).body()) {
            assertEquals("no\nmore", new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertEquals(
                "no,more",
                client.send(get(api.url("/")), BodyHandlers.ofLines()).body().collect(Collectors.joining(",")));
        assertEquals(
                7, client.send(get(api.url("/")), BodyHandlers.ofByteArray()).body().length);
    }

    @Test
    void file_holdsTheLastAnswerAlone() throws Exception {
        api.answers(TokenServer.json(401, "a long refusal"), TokenServer.json(200, "short"));
        Path file = folder.resolve("answer");

        client.send(get(api.url("/")), BodyHandlers.ofFile(file));

        assertEquals("short", Files.readString(file));
    }

    @Test
    void longRefusal_isCut() throws Exception {
        api.answers(TokenServer.json(401, "x".repeat(1_000_000)));
        client.send(get(api.url("/")), BodyHandlers.discarding());

        assertEquals(
                64 * 1024,
                client.send(get(api.url("/")), BodyHandlers.ofString()).body().length());
    }

    @Test
    void bodyThatCannotBeSentAgain_isNot() throws Exception {
        api.answers(TokenServer.json(401, "no"), TokenServer.json(200, "fine"));
        InputStream once = new ByteArrayInputStream("body".getBytes(StandardCharsets.UTF_8));
        HttpRequest post = HttpRequest.newBuilder(URI.create(api.url("/")))
                .POST(BodyPublishers.ofInputStream(() -> once))
                .build();

        assertEquals(401, client.send(post, BodyHandlers.ofString()).statusCode());
        assertEquals(1, api.asked().size());

        client.send(get(api.url("/")), BodyHandlers.ofString());
        assertEquals("Bearer two", api.last().header("Authorization"));
    }

    @Test
    void noToken_isThrownWithItsKind() {
        issuer.answers(TokenServer.json(401, "{\"error\":\"invalid_client\"}"));

        TokenException refused =
                assertThrows(TokenException.class, () -> client.send(get(api.url("/")), BodyHandlers.ofString()));

        assertEquals(TokenException.Kind.REFUSED, refused.kind());
        assertEquals(0, api.asked().size());
    }

    private static HttpRequest get(String url) {
        return HttpRequest.newBuilder(URI.create(url)).build();
    }
}
