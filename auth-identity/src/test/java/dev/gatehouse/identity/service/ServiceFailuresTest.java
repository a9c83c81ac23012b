package dev.gatehouse.identity.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.AuthenticationResult;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Without an answer to every question the caller is not admitted, whichever way the service fails. */
class ServiceFailuresTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private static String codeOf(String path, FakeService.Behaviour behaviour, Duration timeout) {
        try (DetailsRig rig = new DetailsRig(DetailsRig.EVERYTHING, timeout)) {
            rig.service.on(path, behaviour);
            return DetailsRig.code(rig.ask("token-1"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, unavailable", "401, refused", "403, refused", "404, unavailable", "405, unavailable",
        "204, unavailable", "206, unavailable", "429, unavailable", "500, unavailable", "502, unavailable",
        "503, unavailable"
    })
    void status_isUndecided(int status, String code) {
        for (String path : new String[] {
            FakeService.PERMISSIONS, FakeService.GROUPS, FakeService.TENANTS, FakeService.AUTHORIZATIONS
        }) {
            FakeService.Behaviour behaviour = FakeService.status(status, status == 204 ? "" : "[]");
            assertEquals("503 identity." + code, codeOf(path, behaviour, LONG));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirect_isNotFollowedAndTheTokenStaysHere(int status) {
        try (FakeService elsewhere = new FakeService();
                DetailsRig rig = new DetailsRig()) {
            rig.service.on(
                    FakeService.TENANTS,
                    FakeService.status(status, "", "Location", elsewhere.url() + FakeService.TENANTS));
            AuthenticationResult result = rig.ask("token-1");
            assertEquals("503 identity.unavailable", DetailsRig.code(result));
            assertTrue(((AuthenticationResult.Unavailable) result)
                    .reason()
                    .detail()
                    .contains("redirect"));
            assertEquals(0, elsewhere.seen().size());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "\"red\"",
                "7",
                "true",
                "<html>",
                "[",
                "[\"a\"",
                "[\"a\"]]",
                "[\"a\"] []",
                "[1]",
                "[null]",
                "[[\"a\"]]",
                "[\"\"]",
                "[\" \"]",
                "[\"a\\u0000\"]",
                "[\"a\\r\\nX-Admin: 1\"]",
                "[\"a\\u202e\"]",
                "[\"\\ud800\"]",
                "[{\"name\":\"a\"}]",
                "\uFEFF[]"
            })
    void malformedNames_areNoAnswer(String body) {
        assertEquals("503 identity.answer", codeOf(FakeService.GROUPS, FakeService.status(200, body), LONG));
        assertEquals("503 identity.answer", codeOf(FakeService.PERMISSIONS, FakeService.status(200, body), LONG));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"red\"]",
                "[{}]",
                "[{\"tenantId\":1}]",
                "[{\"tenantId\":null}]",
                "[{\"tenantId\":\"\"}]",
                "[{\"tenantId\":\"a\",\"tenantId\":\"b\"}]",
                "[{\"id\":\"red\"}]",
                "{\"tenants\":[]}"
            })
    void malformedTenants_areNoAnswer(String body) {
        assertEquals("503 identity.answer", codeOf(FakeService.TENANTS, FakeService.status(200, body), LONG));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"invoice\"]",
                "[{\"resourceKey\":\"a\",\"resourceType\":\"process-definition\"}]",
                "[{\"resourceKey\":\"a\",\"permissions\":[\"READ\"]}]",
                "[{\"resourceType\":\"process-definition\",\"permissions\":[\"READ\"]}]",
                "[{\"resourceKey\":\"a\",\"resourceType\":\"process-definition\",\"permissions\":\"READ\"}]",
                "[{\"resourceKey\":\"a\",\"resourceType\":\"process-definition\",\"permissions\":[1]}]",
                "[{\"resourceKey\":\"*\",\"resourceType\":\"process-definition\",\"permissions\":[\"READ:x\"]}]",
                "[{\"resourceKey\":[\"*\"],\"resourceType\":\"process-definition\",\"permissions\":[\"READ\"]}]"
            })
    void malformedAuthorizations_areNoAnswer(String body) {
        assertEquals("503 identity.answer", codeOf(FakeService.AUTHORIZATIONS, FakeService.status(200, body), LONG));
    }

    @Test
    void unknownTypesOfResources_grantNothing() {
        try (DetailsRig rig = new DetailsRig()) {
            rig.service.json(
                    FakeService.AUTHORIZATIONS,
                    "[{\"resourceKey\":\"*\",\"resourceType\":\"decision-definition\",\"permissions\":[\"READ\"]},"
                            + "{\"resourceKey\":\"*\",\"resourceType\":\"Process-Definition\","
                            + "\"permissions\":[\"READ\"]}]");
            assertTrue(rig.admitted("token-1").permissions().stream()
                    .noneMatch(permission -> permission.startsWith("process")));
        }
    }

    @Test
    void tooManyNamesOrBytes_areNoAnswer() {
        assertEquals(
                "503 identity.answer",
                codeOf(FakeService.GROUPS, FakeService.status(200, "[\"a\"" + ",\"a\"".repeat(5_000) + "]"), LONG));
        assertEquals(
                "503 identity.answer",
                codeOf(FakeService.GROUPS, FakeService.status(200, "[\"" + "a".repeat(300) + "\"]"), LONG));
        assertEquals(
                "503 identity.answer",
                codeOf(FakeService.GROUPS, FakeService.status(200, "[" + " ".repeat(Answer.MAX_BYTES) + "]"), LONG));
    }

    @Test
    void answerThatDrips_endsAtTheDeadline() {
        CountDownLatch held = new CountDownLatch(1);
        FakeService.Behaviour drip = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            out.write("[\"sal".getBytes(StandardCharsets.UTF_8));
            out.flush();
            try {
                held.await();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
        };
        assertEquals("503 identity.unavailable", codeOf(FakeService.GROUPS, drip, Duration.ofMillis(300)));
        held.countDown();
    }

    @Test
    void nothingListens_isUnavailable() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        Map<String, String> settings = new HashMap<>(DetailsRig.EVERYTHING);
        settings.put("auth.identity.service.url", "http://127.0.0.1:" + free);
        try (DetailsRig rig = new DetailsRig(settings, LONG)) {
            assertEquals("503 identity.unavailable", DetailsRig.code(rig.ask("token-1")));
        }
    }

    @Test
    void noHttp_isUnavailable() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            Thread server = new Thread(() -> {
                while (!socket.isClosed()) {
                    try (Socket connection = socket.accept()) {
                        connection.getOutputStream().write("SSH-2.0-x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    } catch (IOException closed) {
                        return;
                    }
                }
            });
            server.setDaemon(true);
            server.start();
            Map<String, String> settings = new HashMap<>(DetailsRig.EVERYTHING);
            settings.put("auth.identity.service.url", "http://127.0.0.1:" + socket.getLocalPort());
            try (DetailsRig rig = new DetailsRig(settings, LONG)) {
                assertEquals("503 identity.unavailable", DetailsRig.code(rig.ask("token-1")));
            }
        }
    }
}
