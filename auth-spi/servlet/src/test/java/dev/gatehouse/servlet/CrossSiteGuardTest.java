package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.gatehouse.servlet.gate.ClientConnection;
import dev.gatehouse.servlet.gate.CrossSiteGuard;
import dev.gatehouse.servlet.gate.FakeRequest;
import dev.gatehouse.servlet.gate.PublicAddress;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.Reply;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrossSiteGuardTest {

    private static final String COOKIE = "Cookie: SID=" + Tokens.READER;
    private static final String CROSS_SITE = "Sec-Fetch-Site: cross-site";

    private static Reason check(boolean on, String publicUrl, boolean secure, FakeRequest fake) {
        PublicAddress address = new PublicAddress(Optional.ofNullable(publicUrl).map(URI::create), List.of());
        HttpServletRequest request = secure ? fake.secure().build() : fake.build();
        ClientConnection.Known connection = (ClientConnection.Known) address.connection(request);
        return new CrossSiteGuard(on, address).check(request, connection);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, pass, ''",
        "POST, pass, Sec-Fetch-Site: same-origin",
        "POST, pass, Sec-Fetch-Site: none",
        "POST, refuse, Sec-Fetch-Site: same-site",
        "POST, refuse, Sec-Fetch-Site: cross-site",
        "POST, refuse, Sec-Fetch-Site: Same-Origin",
        "POST, refuse, 'Sec-Fetch-Site: same-origin, none'",
        "POST, refuse, Sec-Fetch-Site:",
        "POST, refuse, Sec-Fetch-Site: same-origin|Sec-Fetch-Site: cross-site",
        "POST, refuse, Sec-Fetch-Site: same-origin|Sec-Fetch-Site: same-origin",
        "POST, pass, Sec-Fetch-Site: same-origin|Origin: http://evil.example",
        "POST, refuse, Sec-Fetch-Site: cross-site|Origin: http://app.example:8080",
        "POST, pass, Origin: http://app.example:8080",
        "POST, pass, Origin: http://APP.example:8080",
        "POST, refuse, Origin: http://app.example:9090",
        "POST, refuse, Origin: http://app.example",
        "POST, refuse, Origin: http://app.example:80801",
        "POST, refuse, Origin: http://evil.example",
        "POST, refuse, Origin: http://app.example:8080.evil.example",
        "POST, refuse, Origin: http://evil.example/http://app.example:8080",
        "POST, refuse, Origin: null",
        "POST, refuse, Origin:",
        "POST, refuse, Origin: app.example:8080",
        "POST, refuse, Origin: chrome-extension://app.example:8080",
        "POST, refuse, Origin: ftp://app.example:8080",
        "POST, refuse, Origin: http://app.example:8080|Origin: http://evil.example",
        "POST, pass, Origin: https://app.example:8080",
        "PUT, refuse, Origin: null",
        "PATCH, refuse, Origin: null",
        "DELETE, refuse, Origin: null",
        "get, refuse, Origin: null",
        "BREW, refuse, Origin: null",
        "GET, pass, Origin: null",
        "HEAD, pass, Origin: null",
        "OPTIONS, pass, Origin: null",
        "GET, pass, Sec-Fetch-Site: cross-site",
        "GET, refuse, Sec-Fetch-Site: cross-site|Upgrade: websocket",
        "GET, refuse, Origin: http://evil.example|Upgrade: h2c|Upgrade: WebSocket",
        "GET, pass, Origin: http://app.example:8080|Upgrade: websocket",
        "GET, pass, Upgrade: websocket",
    })
    void requestWithAmbientCredential_isChecked(String method, String expected, String lines) {
        FakeRequest request = new FakeRequest().method(method).lines("Host: app.example:8080");
        if (!lines.isEmpty()) {
            request.lines(lines.split("\\|"));
        }
        Reason reason = check(true, null, false, request);
        assertEquals(expected.equals("pass") ? null : Reason.of("request.cross-site"), reason);
        assertNull(check(false, null, false, request), "switched off");
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example, true, app.example, pass",
        "https://app.example, true, app.example:443, pass",
        "https://app.example:443, true, app.example, pass",
        "http://app.example, true, app.example, refuse",
        "http://app.example, false, app.example:80, pass",
        "http://app.example, false, app.example:443, refuse",
        "https://[::1]:8443, true, [::1]:8443, pass",
        "https://[::1]:8443, true, [::1]:8444, refuse",
    })
    void originWithoutPublicUrl_isComparedWithTheHost(String origin, boolean secure, String host, String expected) {
        FakeRequest request = new FakeRequest().method("POST").lines("Host: " + host, "Origin: " + origin);
        Reason reason = check(true, null, secure, request);
        assertEquals(expected.equals("pass"), reason == null);
    }

    @ParameterizedTest
    @CsvSource({
        "https://tasks.example, pass",
        "https://tasks.example:443, pass",
        "https://TASKS.example, pass",
        "http://tasks.example, refuse",
        "https://tasks.example:8443, refuse",
        "http://inner:8080, refuse",
        "https://tasks.example.evil, refuse",
    })
    void originWithPublicUrl_mustBeIt(String origin, String expected) {
        FakeRequest request = new FakeRequest().method("POST").lines("Host: inner:8080", "Origin: " + origin);
        Reason reason = check(true, "https://tasks.example/app", false, request);
        assertEquals(expected.equals("pass"), reason == null);
    }

    @Test
    void noHost_originDoesNotPass() {
        FakeRequest request = new FakeRequest().method("POST").lines("Origin: http://app.example");
        assertEquals(Reason.of("request.cross-site"), check(true, null, false, request));
    }

    @Test
    void overHttp_onlyAmbientCredentialsAndEndpointsAreGuarded() throws IOException {
        FakeMechanism basic = FakeMechanism.authorization("basic", "Basic");
        FakeMechanism session = TestHost.session().endpoint("POST", "/login", request -> Reply.status(204));
        AccessPolicy policy = AccessPolicy.builder().open("/open").build();
        try (HttpRig rig =
                HttpRig.start(TestHost.of(TestHost.bearer(), basic, session).policy(policy))) {
            rig.post("/x", "a", COOKIE, CROSS_SITE).assertProblem(403);
            assertEquals("request.cross-site", rig.reason());
            rig.post("/x", "a", COOKIE, "Origin: null").assertProblem(403);
            rig.post("/x", "a", "Authorization: Basic " + Tokens.READER, CROSS_SITE)
                    .assertProblem(403);
            rig.post("/x", "a", "Authorization: bASIC " + Tokens.READER, CROSS_SITE)
                    .assertProblem(403);
            rig.post("/login", "a", CROSS_SITE).assertProblem(403);
            assertEquals(0, rig.application.entered());
            assertEquals(204, rig.post("/login", "a").status());
            assertEquals(
                    200,
                    rig.post("/x", "a", Tokens.bearer(Tokens.READER), CROSS_SITE)
                            .status());
            assertEquals(200, rig.post("/x", "a", COOKIE).status());
            assertEquals(200, rig.get("/x", COOKIE, CROSS_SITE).status());
            assertEquals(200, rig.post("/open", "a", COOKIE, CROSS_SITE).status());
        }
    }

    @Test
    void guardIsOff_theSameAttackSucceeds() throws IOException {
        try (HttpRig rig = HttpRig.start(TestHost.of(Map.of("auth.cross-site-guard", "off"), TestHost.session()))) {
            assertEquals(200, rig.post("/x", "a", COOKIE, CROSS_SITE).status());
        }
    }
}
