package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.http.Answer;
import dev.gatehouse.servlet.http.TestServlet;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.settings.SettingException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kind I of the cases from the field: credentials in the header of a trusted proxy and in a WebSocket handshake, and
 * what the application sees of them.
 */
class CredentialPlacesCasesTest {

    private static final String[] HANDSHAKE = {"Upgrade: websocket", "Connection: Upgrade, close"};

    private static FakeMechanism of(CredentialSource source) {
        return FakeMechanism.from("placed", source)
                .extracting(
                        view -> view.headers(source.name()).stream().findFirst().map(FakeCredential::new));
    }

    /** The application answers with the subprotocols that it sees, by each way of asking. */
    private static void protocols(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String name = "sec-websocket-protocol";
        boolean named =
                Collections.list(request.getHeaderNames()).stream().anyMatch(header -> header.equalsIgnoreCase(name));
        TestServlet.print(
                response, request.getHeader(name) + " " + Collections.list(request.getHeaders(name)) + " " + named);
    }

    private static String[] handshake(String... lines) {
        String[] all = new String[HANDSHAKE.length + lines.length];
        System.arraycopy(HANDSHAKE, 0, all, 0, HANDSHAKE.length);
        System.arraycopy(lines, 0, all, HANDSHAKE.length, lines.length);
        return all;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chat, bearer, token-of-rita|chat, bearer [chat, bearer] true",
                "bearer, token-of-rita|bearer [bearer] true",
                "bearer, bearer, token-of-rita, chat|bearer, bearer, chat [bearer, bearer, chat] true",
                "bearer,, token-of-rita|bearer [bearer] true",
                "base64url.bearer.authorization.k8s.io.dG9rZW4|null [] false",
                "BASE64URL.bearer.authorization.k8s.io.dG9rZW4, chat|chat [chat] true",
                "base64url.bearer.authorization.k8s.io.%%%, chat|chat [chat] true",
                "chat, v1|chat, v1 [chat, v1] true"
            })
    void credentialInHandshake_isHiddenFromTheApplication(String offered, String seen) throws IOException {
        FakeMechanism mechanism = of(CredentialSource.webSocketProtocol());
        AccessPolicy policy = AccessPolicy.builder().open("/open").build();
        try (HttpRig rig = HttpRig.start(TestHost.of(mechanism).policy(policy), CredentialPlacesCasesTest::protocols)) {
            Answer answer = rig.get("/open", handshake("Sec-WebSocket-Protocol: " + offered));
            assertEquals(seen, answer.body().strip());
            assertEquals("", answer.header("Sec-WebSocket-Protocol"));
        }
    }

    @Test
    void withoutSuchAMechanism_theHeaderIsLeftAlone() throws IOException {
        AccessPolicy policy = AccessPolicy.builder().open("/open").build();
        try (HttpRig rig =
                HttpRig.start(TestHost.of(TestHost.bearer()).policy(policy), CredentialPlacesCasesTest::protocols)) {
            Answer answer = rig.get("/open", handshake("Sec-WebSocket-Protocol: bearer, x"));
            assertEquals("bearer, x [bearer, x] true", answer.body().strip());
        }
    }

    @Test
    void authenticationType_isTheHeader() throws IOException {
        try (HttpRig rig = HttpRig.start(TestHost.of(of(CredentialSource.webSocketProtocol())))) {
            Answer answer = rig.get("/x", handshake("Sec-WebSocket-Protocol: bearer, " + Tokens.READER));
            assertTrue(answer.body().contains("type=Sec-WebSocket-Protocol"), answer.body());
        }
    }

    @Test
    void headerOfProxy_isAmbientAndCountsFromTrustedProxiesAlone() throws IOException {
        String header = "X-Proxy-Token: " + Tokens.READER;
        FakeMechanism mechanism = of(CredentialSource.proxyHeader("X-Proxy-Token"));
        try (HttpRig rig = HttpRig.start(TestHost.of(Map.of("auth.trusted-proxies", "127.0.0.1"), mechanism))) {
            assertEquals(200, rig.get("/x", header).status());
            assertEquals("access.admitted", rig.reason());
            assertEquals(200, rig.request("POST", "/x", header).status());
            assertEquals("access.admitted", rig.reason());
            assertEquals(
                    403,
                    rig.request("POST", "/x", header, "Sec-Fetch-Site: cross-site")
                            .status());
            assertEquals("request.cross-site", rig.reason());
        }
        try (HttpRig rig = HttpRig.start(TestHost.of(Map.of("auth.trusted-proxies", "192.0.2.1"), mechanism))) {
            assertEquals(401, rig.get("/x", header).status());
            assertEquals("credential.missing", rig.reason());
        }
    }

    @Test
    void headerOfProxy_needsTrustedProxies() {
        FakeMechanism mechanism = of(CredentialSource.proxyHeader("X-Proxy-Token"));
        SettingException refused = assertThrows(
                SettingException.class, () -> TestHost.of(mechanism).start().close());
        assertTrue(refused.getMessage().contains("auth.trusted-proxies"), refused.getMessage());
    }

    @Test
    void headerOfProxy_isNotAllowedForScriptsOfOtherOrigins() throws IOException {
        Map<String, String> settings =
                Map.of("auth.trusted-proxies", "127.0.0.1", "auth.cors.origins", "https://spa.example");
        FakeMechanism mechanism = of(CredentialSource.proxyHeader("X-Proxy-Token"));
        try (HttpRig rig = HttpRig.start(TestHost.of(settings, mechanism))) {
            Answer answer =
                    rig.request("OPTIONS", "/x", "Origin: https://spa.example", "Access-Control-Request-Method: POST");
            assertEquals(204, answer.status());
            assertTrue(!answer.header("Access-Control-Allow-Headers").contains("x-proxy-token"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Cookie", "X-Forwarded-For", "x-forwarded-proto", "Sec-Fetch-Site", "Authorization", "a b"})
    void headerWithAnotherPurpose_isNoSource(String name) {
        assertThrows(IllegalArgumentException.class, () -> CredentialSource.proxyHeader(name));
    }
}
