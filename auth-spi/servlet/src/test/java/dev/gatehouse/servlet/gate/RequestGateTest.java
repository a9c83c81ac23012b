package dev.gatehouse.servlet.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the gate does with what the container made of the target; the containers of today never get that far with a
 * hostile one.
 */
class RequestGateTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "/v1/x, '', /v1, /x, /v1/x",
                "/v1/x, '', /v1/x, -, /v1/x",
                "/v1/x, '', '', /v1/x, /v1/x",
                "/v1/%C3%BC, '', /v1, /\u00fc, /v1/\u00fc",
                "/, '', /, -, /",
                "/, '', '', /, /",
                "/app/v1, /app, /v1, -, /v1",
                "/app/, /app, /, -, /",
                "/app, /app, '', -, /",
                "/app, /app, '', /, /",
                "/%61pp/v1, /%61pp, /v1, -, /v1",
                "/%61pp/v1, /app, /v1, -, /v1",
                "/docs/, '', /docs/index.html, -, /docs/index.html",
                "/docs/, '', /docs, /index.html, /docs/index.html",
            })
    void containerReadsTheSame_pathBelowTheContextIsJudged(
            String uri, String context, String servlet, String info, String path) {
        RequestTarget target = RequestGate.target(
                new FakeRequest().uri(uri).container(context, servlet, info).build());
        assertNull(target.refusal());
        assertEquals(path, target.path());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "/v1/x, '', /v1, /y",
                "/v1/x, '', /v2/x, -",
                "/v1/x, '', /v1, /x/y",
                "/v1/x, '', /v1, -",
                "/v1/x, '', /v1/x, /x",
                "/v1/x, '', /V1, /x",
                "/docs, '', /docs/index.html, -",
                "/docs/, '', /other/index.html, -",
                "/docs/, '', /docs, -",
                "/app, /app, /index.html, -",
                "/appx/v1, /app, /v1, -",
                "/v1, /app, /v1, -",
            })
    void containerReadsSomethingElse_isRefused(String uri, String context, String servlet, String info) {
        RequestTarget target = RequestGate.target(
                new FakeRequest().uri(uri).container(context, servlet, info).build());
        assertEquals("target.container-disagrees", target.refusal().code());
        assertEquals("", target.path());
    }

    @ParameterizedTest
    @CsvSource({"/%2e, target.escaped-delimiter", "%61, target.not-absolute", "/%, target.escape"})
    void contextPathIsHostile_isRefused(String context, String reason) {
        RequestTarget target = RequestGate.target(
                new FakeRequest().uri("/a/v1").container(context, "/v1", null).build());
        assertEquals(reason, target.refusal().code());
        assertEquals("", target.path());
    }

    @Test
    void hostileTarget_isRefusedBeforeItsHeadersAreLookedAt() {
        RequestTarget target = RequestGate.target(new FakeRequest()
                .uri("/v1;x=1")
                .container("", "/v1", null)
                .header("Authorization", "a")
                .header("Authorization", "b")
                .build());
        assertEquals("target.path-parameter", target.refusal().code());
        assertEquals("", target.path());
    }

    @Test
    void headersThatAreThereOnce_areNoReason() {
        RequestTarget target = RequestGate.target(new FakeRequest()
                .uri("/v1")
                .container("", "/v1", null)
                .header("Authorization", "a")
                .header("Host", "a.example")
                .header("Accept", "a")
                .header("Accept", "b")
                .build());
        assertNull(target.refusal());
        assertEquals("/v1", target.path());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "HOST", "authorization"})
    void headerThatMayBeThereOnce_isThereTwice(String name) {
        RequestTarget target = RequestGate.target(
                new FakeRequest().header(name, "a").header(name, "a").build());
        assertEquals(
                "request." + name.toLowerCase(Locale.ROOT) + "-repeated",
                target.refusal().code());
    }

    @Test
    void dispatchedPath_isThatOfTheTarget() {
        FakeRequest forward = new FakeRequest()
                .uri("/v1/x")
                .container("", "/v1", "/x")
                .dispatch(DispatcherType.FORWARD)
                .attribute(RequestDispatcher.INCLUDE_SERVLET_PATH, "/included");
        assertEquals("/v1/x", RequestGate.dispatchedPath(forward.build()));
        FakeRequest include = new FakeRequest()
                .uri("/outer")
                .container("", "/outer", null)
                .dispatch(DispatcherType.INCLUDE)
                .attribute(RequestDispatcher.INCLUDE_SERVLET_PATH, "/v1");
        assertEquals("/v1", RequestGate.dispatchedPath(include.build()));
        include.attribute(RequestDispatcher.INCLUDE_PATH_INFO, "/x");
        assertEquals("/v1/x", RequestGate.dispatchedPath(include.build()));
        FakeRequest byName = new FakeRequest().container("", "", null).dispatch(DispatcherType.INCLUDE);
        assertEquals("/", RequestGate.dispatchedPath(byName.build()));
    }
}
