package dev.gatehouse.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.RequestView;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestRequestTest {

    private static final TestRequest FULL = TestRequest.get("/tasks")
            .withHeader("Authorization", "Bearer token-1001")
            .withHeader("X-API-Key", "key-1001")
            .withHeader("Proxy-Authorization", "Basic x")
            .withCookie("S", "a")
            .withCookie("T", "t")
            .withCookie("S", "b")
            .withCookie("S", "a");

    @Test
    void plainRequest_hasItsDefaults() {
        TestRequest request = TestRequest.get("/tasks");
        assertEquals("GET", request.method());
        assertEquals("/tasks", request.path());
        assertEquals("https://app.example.com/tasks", request.externalUrl());
        assertEquals("203.0.113.7", request.clientAddress());
        assertEquals(true, request.secure());
        assertEquals(Optional.empty(), request.clientCertificate());
        assertEquals(Optional.empty(), request.contentType());
        assertEquals(0, request.body().length);
    }

    @Test
    void headers_areInOrderAndInAnyCase() {
        TestRequest request =
                TestRequest.get("/").withHeader("A", "1").withHeader("B", "2").withHeader("a", "3");
        assertEquals(List.of("1", "3"), request.headers("A"));
        assertEquals(List.of("1", "3"), request.headers("a"));
        assertEquals(List.of(), request.headers("c"));
    }

    @Test
    void cookies_areDistinctAndTheirNamesExact() {
        assertEquals(List.of("a", "b"), FULL.cookies("S"));
        assertEquals(List.of(), FULL.cookies("s"));
    }

    @Test
    void mechanism_seesItsOwnSourceAlone() {
        RequestView bearer = FULL.seenBy(CredentialSource.authorization());
        assertEquals(List.of("Bearer token-1001"), bearer.headers("authorization"));
        assertEquals(List.of(), bearer.cookies("S"));
        RequestView cookie = FULL.seenBy(CredentialSource.cookie("S"));
        assertEquals(List.of(), cookie.headers("Authorization"));
        assertEquals(List.of("a", "b"), cookie.cookies("S"));
        assertEquals(List.of(), cookie.cookies("T"));
        RequestView key = FULL.seenBy(CredentialSource.header("X-API-Key"));
        assertEquals(List.of("key-1001"), key.headers("x-api-key"));
        assertEquals(List.of(), key.headers("Authorization"));
        for (RequestView view : List.of(bearer, cookie, key, FULL)) {
            assertEquals(List.of(), view.headers("Proxy-Authorization"));
        }
    }

    @Test
    void cookieHeader_isRefused() {
        TestRequest request = TestRequest.get("/");
        assertThrows(IllegalArgumentException.class, () -> request.withHeader("cookie", "S=a"));
    }

    @Test
    void pathWithQueryOrWithoutSlash_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> TestRequest.get("tasks"));
        assertThrows(IllegalArgumentException.class, () -> TestRequest.get("/tasks?a=b"));
    }

    @Test
    void otherPath_keepsHostAndQuery() {
        TestRequest request = TestRequest.get("/tasks")
                .withQuery("a", "b c")
                .withUrl("https://tasks.example.com:8443/tasks")
                .withPath("/t%C3%A4sks/a%20b+c");
        assertEquals("/t\u00e4sks/a b+c", request.path());
        assertEquals("https://tasks.example.com:8443/t%C3%A4sks/a%20b+c", request.externalUrl());
        assertEquals("a=b+c", request.query());
        assertEquals(
                "http://x/y",
                TestRequest.get("/").withUrl("http://x").withPath("/y").externalUrl());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tasks", "@evil/", ":1/", "/a?b", "/a#b", "/a b", "/%", "/%2", "/%zz"})
    void otherPathThatIsNone_isRefused(String path) {
        TestRequest request = TestRequest.get("/");
        assertThrows(IllegalArgumentException.class, () -> request.withPath(path));
    }

    @Test
    void form_isBodyTooAndNeverMixedWithTheQuery() {
        TestRequest request = TestRequest.post("/login")
                .withQuery("a", "query")
                .withForm("a", "f\u00fc r")
                .withForm("b", "&=");
        assertEquals(List.of("query"), request.queryParameters("a"));
        assertEquals(List.of("f\u00fc r"), request.formParameters("a"));
        assertEquals(Optional.of("application/x-www-form-urlencoded"), request.contentType());
        assertEquals("a=f%C3%BC+r&b=%26%3D", new String(request.body(), StandardCharsets.UTF_8));
    }

    @Test
    void body_takesThePlaceOfTheForm() {
        TestRequest request = TestRequest.post("/login").withForm("a", "b").withBody("Application/JSON", "{}");
        assertEquals(List.of(), request.formParameters("a"));
        assertEquals(Optional.of("application/json"), request.contentType());
        assertEquals("{}", new String(request.body(), StandardCharsets.UTF_8));
    }

    @Test
    void with_leavesTheOriginalAsItWas() {
        TestRequest request = TestRequest.get("/");
        TestRequest other = request.withMethod("PUT")
                .withHeader("A", "1")
                .withSecure(false)
                .withClientAddress("::1")
                .withUrl("http://x/");
        assertEquals("GET", request.method());
        assertEquals(List.of(), request.headers("A"));
        assertEquals(
                List.of("PUT", "::1", "http://x/", false),
                List.of(other.method(), other.clientAddress(), other.externalUrl(), other.secure()));
    }

    @Test
    void toString_showsNamesOnly() {
        String text = FULL.withQuery("password", "q-1001").toString();
        assertFalse(text.contains("1001"), text);
        assertEquals("GET /tasks headers=[Authorization, X-API-Key, Proxy-Authorization] cookies=[S, T, S, S]", text);
    }
}
