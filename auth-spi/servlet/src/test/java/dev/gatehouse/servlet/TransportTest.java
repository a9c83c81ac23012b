package dev.gatehouse.servlet;

import static dev.gatehouse.servlet.Tokens.bearer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.gate.ClientConnection;
import dev.gatehouse.servlet.gate.FakeRequest;
import dev.gatehouse.servlet.gate.ProbePaths;
import dev.gatehouse.servlet.gate.PublicAddress;
import dev.gatehouse.servlet.gate.TransportPolicy;
import dev.gatehouse.servlet.http.Answer;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.settings.SettingException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportTest {

    private static final HttpServletRequest REQUEST = new FakeRequest().build();
    private static final AccessPolicy POLICY =
            AccessPolicy.builder().open("/open").build();

    private static HttpRig rig(Map<String, String> settings) {
        return HttpRig.start(TestHost.of(settings, TestHost.bearer()).policy(POLICY));
    }

    @Test
    void tlsIsRequired_plainRequestsAreRefusedBeforeTheirCredentialIsLookedAt() throws IOException {
        try (HttpRig rig = rig(Map.of("auth.require-tls", "on"))) {
            for (String path : List.of("/x", "/open")) {
                Answer answer = rig.get(path, bearer(Tokens.THROWS)).assertProblem(403);
                assertEquals(List.of(), answer.all("Location"), "never a redirect: the credential has been sent");
                assertEquals("transport.insecure", rig.reason());
            }
            rig.get("/x", bearer(Tokens.READER), "X-Forwarded-Proto: https").assertProblem(403);
            rig.get("/x", bearer(Tokens.READER), "Forwarded: proto=https;for=192.0.2.1")
                    .assertProblem(403);
            assertEquals(0, rig.application.entered());
        }
    }

    @Test
    void tlsIsRequired_probesPassWithoutIt() throws IOException {
        AccessPolicy policy =
                AccessPolicy.builder().open("/open").open("/ready").build();
        Map<String, String> settings = Map.of("auth.require-tls", "on", "auth.probe-paths", "/ready");
        try (HttpRig rig =
                HttpRig.start(TestHost.of(settings, TestHost.bearer()).policy(policy))) {
            Answer probe = rig.get("/ready", bearer(Tokens.THROWS));
            assertEquals(200, probe.status());
            assertEquals("", probe.header("Strict-Transport-Security"));
            assertEquals(200, rig.request("HEAD", "/ready").status());
            for (String path : List.of("/open", "/x", "/ready/x", "/readyx", "/Ready")) {
                rig.get(path).assertProblem(403);
            }
            rig.post("/ready", "x").assertProblem(403);
            rig.request("OPTIONS", "/ready").assertProblem(403);
            rig.get("/open/../ready").assertProblem(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/closed", "/optional", "/login", "/head"})
    void probePathThatTakesCredentials_refusesTheStart(String path) {
        AccessPolicy policy = AccessPolicy.builder()
                .optional("/optional")
                .open("/login")
                .rule(AccessRule.at("/head").methods("GET").open())
                .rule(AccessRule.at("/head").methods("HEAD"))
                .build();
        Map<String, String> settings = Map.of("auth.require-tls", "on", "auth.probe-paths", path);
        FakeMechanism mechanism = TestHost.bearer().endpoint("GET", "/login", request -> Reply.status(200));
        Gatehouse.Builder builder = TestHost.of(settings, mechanism).policy(policy);

        SettingException refused = assertThrows(SettingException.class, builder::start);

        assertEquals("auth.probe-paths", refused.key(), refused::toString);
        assertTrue(refused.getMessage().contains(path), refused::toString);
    }

    @Test
    void tlsEndsAtATrustedProxy_itsWordCounts() throws IOException {
        try (HttpRig rig = rig(Map.of("auth.require-tls", "on", "auth.trusted-proxies", "127.0.0.0/8, ::1"))) {
            assertEquals(
                    200,
                    rig.get("/x", bearer(Tokens.READER), "X-Forwarded-Proto: https")
                            .status());
            rig.get("/x", bearer(Tokens.READER), "X-Forwarded-Proto: http").assertProblem(403);
            rig.get("/x", bearer(Tokens.READER)).assertProblem(403);
        }
    }

    @Test
    void publicUrlIsHttps_plainConnectionIsStillPlain() throws IOException {
        try (HttpRig rig = rig(Map.of("auth.require-tls", "on", "auth.public-url", "https://a.example"))) {
            rig.get("/x", bearer(Tokens.READER)).assertProblem(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.9.10", "::1", "0:0:0:0:0:0:0:1", "[::1]", "::ffff:127.0.0.1"})
    void connectionFromThisMachine_isNotWarnedOf(String peer) {
        try (Logs logs = Logs.of(TransportPolicy.class.getName())) {
            assertTrue(policy().permits(REQUEST, new ClientConnection.Known(peer, false, null), "/x"));
            assertEquals(List.of(), logs.messages());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"128.0.0.1", "10.0.0.1", "::2", "::", "::ffff:10.0.0.1", "127.0.0.1.example", "localhost"})
    void connectionFromElsewhere_isWarnedOf(String peer) {
        try (Logs logs = Logs.of(TransportPolicy.class.getName())) {
            assertTrue(policy().permits(REQUEST, new ClientConnection.Known(peer, false, null), "/x"));
            assertEquals(1, logs.messages().size());
        }
    }

    private static TransportPolicy policy() {
        return new TransportPolicy(false, new PublicAddress(Optional.empty(), List.of()), ProbePaths.NONE);
    }

    @Test
    void tlsIsNotRequired_oneWarningAtTheFirstPlainRequestFromElsewhere() throws IOException {
        try (Logs logs = Logs.of(TransportPolicy.class.getName());
                HttpRig rig = rig(Map.of("auth.trusted-proxies", "127.0.0.1"))) {
            rig.get("/x", bearer(Tokens.READER));
            rig.get("/x", bearer(Tokens.READER), "X-Forwarded-For: 192.0.2.7", "X-Forwarded-Proto: https");
            assertEquals(List.of(), logs.messages());
            for (int i = 0; i < 3; i++) {
                Answer answer = rig.get("/x", bearer(Tokens.READER), "X-Forwarded-For: 192.0.2.7");
                assertEquals(200, answer.status());
            }
            assertEquals(1, logs.messages().size(), () -> "messages: " + logs.messages());
        }
    }
}
