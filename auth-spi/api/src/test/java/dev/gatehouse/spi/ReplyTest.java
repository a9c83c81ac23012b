package dev.gatehouse.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/tasks",
                "/tasks?a=b&c=%2F#top",
                "/a/..//b",
                "/%5Cevil.example",
                "/@evil.example",
                "/:8080",
                "https://auth.example.com/authorize?x=y",
                "http://localhost:18080/"
            })
    void localPathOrAbsoluteUrl_isARedirectByGet(String location) {
        Reply reply = Reply.seeOther(URI.create(location));
        assertEquals(303, reply.status());
        assertEquals(Optional.of(URI.create(location)), reply.location());
        assertEquals("", reply.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tasks",
                "./tasks",
                "../tasks",
                "?a",
                "#a",
                "//evil.example",
                "///evil.example",
                "////evil.example",
                "javascript:alert(1)",
                "data:text/html,x",
                "file:///etc/passwd",
                "ftp://evil.example/",
                "https:evil.example",
                "https:/evil.example",
                "https:///evil.example",
                "HTTPS:/evil",
                "https://user@evil.example/",
                "https://app.example@evil.example/",
                "https://user:pw@app.example/",
                "mailto:a@b",
                "/\u00fc",
                "/a\u00adb"
            })
    void anythingElse_isRefused(String location) {
        URI uri = URI.create(location);
        assertThrows(IllegalArgumentException.class, () -> Reply.seeOther(uri));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/\\evil.example",
                "\\\\evil.example",
                "/\t/evil.example",
                "/\n/evil.example",
                "/a\r\nX: y",
                "/\0",
                "/a b",
                " /a",
                "/a\u2028b"
            })
    void textWithBackslashOrControl_isNoUriAtAll(String location) {
        assertThrows(IllegalArgumentException.class, () -> Reply.seeOther(URI.create(location)));
    }

    @Test
    void uriMadeOfParts_isJudgedByItsText() throws URISyntaxException {
        URI quoted = new URI(null, null, "/\\evil.example\t", null);
        assertEquals(
                "/%5Cevil.example%09",
                Reply.seeOther(quoted).location().orElseThrow().toString());
        URI foreign = new URI(null, "evil.example", "/x", null);
        assertThrows(IllegalArgumentException.class, () -> Reply.seeOther(foreign));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 100, 199, 300, 301, 302, 303, 304, 307, 308, 399, 600, 1000})
    void statusThatIsNoReply_isRefused(int status) {
        assertThrows(IllegalArgumentException.class, () -> Reply.status(status));
        assertThrows(IllegalArgumentException.class, () -> Reply.json(status, "{}"));
        assertThrows(IllegalArgumentException.class, () -> Reply.html(status, ""));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 299, 400, 401, 404, 429, 500, 503, 599})
    void otherStatus_isKept(int status) {
        assertEquals(status, Reply.status(status).status());
        assertEquals(Optional.empty(), Reply.status(status).contentType());
    }

    @ParameterizedTest
    @CsvSource({"1048576,true", "1048577,false"})
    void body_hasOneMebibyteAtMost(int length, boolean fits) {
        String body = "x".repeat(length);
        if (fits) {
            assertEquals(body, Reply.json(200, body).body());
        } else {
            assertThrows(IllegalArgumentException.class, () -> Reply.json(200, body));
            assertThrows(IllegalArgumentException.class, () -> Reply.html(200, body));
        }
    }

    @Test
    void additionsEventAndRetryAfter_leaveTheRestAsItIs() {
        Caller caller = Caller.builder("local", "demo").build();
        Reply plain = Reply.json(429, "{}");
        Reply reply = plain.with(ResponseAdditions.of(SetCookie.session("S", "x")))
                .with(new Reply.Event.LoggedIn(caller))
                .retryAfter(Duration.ofSeconds(3));
        assertEquals(429, reply.status());
        assertEquals(Optional.of("application/json"), reply.contentType());
        assertEquals("{}", reply.body());
        assertEquals("S", reply.additions().cookies().get(0).name());
        assertEquals(Optional.of(new Reply.Event.LoggedIn(caller)), reply.event());
        assertEquals(Optional.of(Duration.ofSeconds(3)), reply.retryAfter());
        assertEquals(Optional.empty(), plain.event());
        assertEquals(Optional.empty(), plain.retryAfter());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void retryAfterThatIsNotPositive_isRefused(long seconds) {
        Reply reply = Reply.status(503);
        assertThrows(IllegalArgumentException.class, () -> reply.retryAfter(Duration.ofSeconds(seconds)));
    }

    @Test
    void toString_showsTheStatusOnly() {
        assertEquals(
                "Reply[status=200]",
                Reply.json(200, "{\"access_token\":\"secret\"}").toString());
    }
}
