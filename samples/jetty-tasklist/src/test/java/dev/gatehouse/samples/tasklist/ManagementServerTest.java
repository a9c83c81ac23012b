package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.settings.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the management listener answers, and to whom. */
class ManagementServerTest {

    private static final String TOKEN = "correct-horse-battery-staple";
    private static final String AUTHORIZATION = "Authorization: Bearer " + TOKEN;

    private final AtomicInteger reloads = new AtomicInteger();
    private @Nullable ManagementServer server;

    private int start(@Nullable String token) {
        Secret secret = token == null ? null : Secret.of(token);
        server = ManagementServer.start(
                new ManagementSettings("localhost", InetAddress.getLoopbackAddress(), 0, secret),
                Map.of(
                        "/status",
                        ManagementEndpoint.get(() -> ManagementReply.json(200, "{\"state\":\"UP\"}")),
                        "/reload",
                        ManagementEndpoint.post(() -> {
                            reloads.incrementAndGet();
                            return ManagementReply.json(200, "{}");
                        })));
        return server.base().getPort();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static String ask(int port, String requestLine, String... headers) throws IOException {
        StringBuilder request = new StringBuilder(requestLine).append(" HTTP/1.1\r\nConnection: close\r\n");
        boolean host = false;
        for (String header : headers) {
            host |= header.startsWith("Host:");
            request.append(header).append("\r\n");
        }
        if (!host) {
            request.append("Host: localhost:").append(port).append("\r\n");
        }
        return RawHttp.send(port, request.append("\r\n").toString());
    }

    private static void assertStatus(int status, String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
    }

    @Test
    void directRequest_isAnswered() throws IOException {
        String answer = ask(start(null), "GET /status");

        assertStatus(200, answer);
        assertTrue(answer.endsWith("{\"state\":\"UP\"}"), answer);
        assertTrue(answer.contains("Cache-Control: no-store\r\n"), answer);
        assertTrue(answer.contains("X-Content-Type-Options: nosniff\r\n"), answer);
        assertTrue(answer.contains("Content-Security-Policy: default-src 'none'"), answer);
        assertFalse(answer.contains("Server:"), answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded: for=192.0.2.1",
                "forwarded: by=_proxy",
                "X-Forwarded-For: 192.0.2.1",
                "X-Forwarded-Host: localhost",
                "x-forwarded-proto: https",
                "X-Forwarded-Anything: ",
                "Via: 1.1 proxy",
                "X-Real-IP: 192.0.2.1"
            })
    void requestThroughAProxy_isRefused(String header) throws IOException {
        int port = start(TOKEN);

        assertStatus(403, ask(port, "GET /status", header, AUTHORIZATION));
        assertStatus(403, ask(port, "POST /reload", header, AUTHORIZATION));
        assertEquals(0, reloads.get());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:80",
                "localhost.evil.example",
                "localhost.",
                "127.0.0.1.evil.example",
                "[::2]",
                "192.0.2.1",
                "localhost@evil.example",
                ""
            })
    void anotherHostName_isRefused(String name) throws IOException {
        String answer = ask(start(TOKEN), "GET /status", "Host: " + name, AUTHORIZATION);

        assertFalse(answer.startsWith("HTTP/1.1 200"), answer);
        assertFalse(answer.contains("evil"), answer);
    }

    @Test
    void twoNames_areRefused() throws IOException {
        int port = start(null);

        String two = ask(port, "GET /status", "Host: localhost", "Host: evil.example");
        String target = ask(port, "GET http://evil.example/status", "Host: localhost");
        String none = RawHttp.send(port, "GET /status HTTP/1.0\r\n\r\n");

        assertFalse(two.startsWith("HTTP/1.1 200"), two);
        assertFalse(target.startsWith("HTTP/1.1 200"), target);
        assertFalse(none.startsWith("HTTP/1.1 200"), none);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:1", "127.0.0.1", "127.0.0.1:9090", "[::1]", "[::1]:9090"})
    void loopbackByAnyOfItsNames_isAnswered(String name) throws IOException {
        assertStatus(200, ask(start(null), "GET /status", "Host: " + name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://evil.example",
                "Origin: null",
                "Origin: http://localhost",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Sec-Fetch-Site: same-origin",
                "Sec-Fetch-Site: invented"
            })
    void requestOfAPage_isRefused(String header) throws IOException {
        int port = start(TOKEN);

        assertStatus(403, ask(port, "GET /status", header, AUTHORIZATION));
        assertStatus(403, ask(port, "POST /reload", header, AUTHORIZATION, "Content-Length: 0"));
        assertEquals(0, reloads.get());
    }

    @Test
    void addressTypedIntoABrowser_isAnswered() throws IOException {
        assertStatus(200, ask(start(null), "GET /status", "Sec-Fetch-Site: none"));
    }

    @ParameterizedTest
    @CsvSource({
        "HEAD /status, 405",
        "POST /status, 405",
        "OPTIONS /status, 405",
        "TRACE /status, 405",
        "get /status, 405",
        "GET /reload, 405",
        "PUT /reload, 405",
        "GET /, 404",
        "GET /status/, 404",
        "GET /Status, 404",
        "GET /%73tatus, 404",
        "GET /a/../status, 404",
        "GET /status;x, 404"
    })
    void anotherMethodOrPath_isNotAnswered(String requestLine, int status) throws IOException {
        String answer = ask(start(TOKEN), requestLine, AUTHORIZATION);

        assertFalse(answer.startsWith("HTTP/1.1 200"), answer);
        if (status == 405) {
            assertStatus(405, answer);
        }
        assertEquals(0, reloads.get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 2\r\n\r\n{}", "Transfer-Encoding: chunked\r\n\r\n0\r\n"})
    void body_isRefused(String header) throws IOException {
        assertStatus(400, ask(start(TOKEN), "POST /reload", AUTHORIZATION, header));
        assertEquals(0, reloads.get());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Authorization: Bearer ",
                "Authorization: Bearer correct-horse-battery-stapl",
                "Authorization: Bearer correct-horse-battery-staple2",
                "Authorization: Bearer Correct-horse-battery-staple",
                "Authorization: Basic correct-horse-battery-staple",
                "Authorization: correct-horse-battery-staple",
                "Authorization: Bearer correct-horse-battery-staple\r\nAuthorization: Bearer other"
            })
    void withoutTheToken_nothingIsAnswered(String header) throws IOException {
        int port = start(TOKEN);
        String[] headers = header.isEmpty() ? new String[0] : new String[] {header};

        for (String request : new String[] {"GET /status", "GET /nothing", "POST /reload"}) {
            String answer = ask(port, request, headers);
            assertStatus(401, answer);
            assertTrue(answer.contains("WWW-Authenticate: Bearer realm=\"management\"\r\n"), answer);
            assertFalse(answer.contains("horse"), answer);
        }
        assertEquals(0, reloads.get());
    }

    @Test
    void withTheToken_reloads() throws IOException {
        int port = start(TOKEN);

        assertStatus(200, ask(port, "GET /status", AUTHORIZATION));
        assertStatus(200, ask(port, "POST /reload", "authorization: bearer " + TOKEN));
        assertStatus(200, ask(port, "POST /reload", AUTHORIZATION, "Content-Length: 0"));

        assertEquals(2, reloads.get());
    }

    @Test
    void withoutAConfiguredToken_postIsRefused() throws IOException {
        int port = start(null);

        assertStatus(403, ask(port, "POST /reload"));
        assertStatus(403, ask(port, "POST /reload", AUTHORIZATION));

        assertEquals(0, reloads.get());
    }

    @Test
    void endpointsThatHang_doNotStopOthers() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        server = ManagementServer.start(
                new ManagementSettings("localhost", InetAddress.getLoopbackAddress(), 0, null),
                Map.of(
                        "/hangs",
                        ManagementEndpoint.get(() -> {
                            entered.countDown();
                            try {
                                released.await();
                            } catch (InterruptedException interrupted) {
                                Thread.currentThread().interrupt();
                            }
                            return ManagementReply.json(200, "{}");
                        }),
                        "/status",
                        ManagementEndpoint.get(() -> ManagementReply.json(200, "{}"))));
        int port = server.base().getPort();
        Thread hanging = new Thread(() -> assertThrows(AssertionError.class, () -> {
            assertStatus(200, ask(port, "GET /hangs"));
            throw new AssertionError("answered");
        }));
        hanging.start();
        entered.await();

        assertStatus(200, ask(port, "GET /status"));

        released.countDown();
        hanging.join();
    }

    @Test
    void portInUse_refusesTheStart() {
        int port = start(null);

        StartRefusedException refused = assertThrows(
                StartRefusedException.class,
                () -> ManagementServer.start(
                        new ManagementSettings("localhost", InetAddress.getLoopbackAddress(), port, null), Map.of()));

        assertTrue(String.valueOf(refused.getMessage()).contains("sample.management.port"), refused::toString);
    }
}
