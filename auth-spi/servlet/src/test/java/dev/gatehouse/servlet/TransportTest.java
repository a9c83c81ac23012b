package dev.gatehouse.servlet;

import static dev.gatehouse.servlet.Tokens.bearer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.gate.ClientConnection;
import dev.gatehouse.servlet.gate.PublicAddress;
import dev.gatehouse.servlet.gate.TransportPolicy;
import dev.gatehouse.servlet.http.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportTest {

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
            assertTrue(policy().permits(new ClientConnection.Known(peer, false, null)));
            assertEquals(List.of(), logs.messages());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"128.0.0.1", "10.0.0.1", "::2", "::", "::ffff:10.0.0.1", "127.0.0.1.example", "localhost"})
    void connectionFromElsewhere_isWarnedOf(String peer) {
        try (Logs logs = Logs.of(TransportPolicy.class.getName())) {
            assertTrue(policy().permits(new ClientConnection.Known(peer, false, null)));
            assertEquals(1, logs.messages().size());
        }
    }

    private static TransportPolicy policy() {
        return new TransportPolicy(false, new PublicAddress(Optional.empty(), List.of()));
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
