package dev.gatehouse.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

    private static final Endpoint.Handler HANDLER = request -> Reply.status(204);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/login",
                "/login/",
                "/a.b/c-d_e~f",
                "/.well-known/oauth-protected-resource",
                "/a/..b",
                "/A1"
            })
    void plainPath_isKept(String path) {
        assertEquals(path, new Endpoint("POST", path, HANDLER).path());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "login", "//login", "/a//b", "/.", "/..", "/a/./b", "/a/../b", "/a/..", "/a;b", "/a b", "/a%2f",
                "/a?b", "/a#b", "/\u00fc", "/a\\b", "/a\n", "/a\0", "/*"
            })
    void otherPath_isRefused(String path) {
        assertThrows(IllegalArgumentException.class, () -> new Endpoint("POST", path, HANDLER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "get", "Post", "PUT", "DELETE", "HEAD", "OPTIONS", "GET "})
    void methodOtherThanGetAndPost_isRefused(String method) {
        assertThrows(IllegalArgumentException.class, () -> new Endpoint(method, "/login", HANDLER));
    }
}
