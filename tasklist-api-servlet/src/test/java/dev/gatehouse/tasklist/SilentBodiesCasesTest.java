package dev.gatehouse.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attack 5: a caller who promises bodies and sends none, on more connections than the server has threads. */
@Timeout(60)
class SilentBodiesCasesTest {

    private static final int SILENT = 250;

    private static Socket open(TestServer server, String path, String extra) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(30_000);
        String head = "POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                + "Cookie: TASKLIST-SESSION=" + TestServer.READER + "\r\n" + extra + "\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/tasks/search", "/graphql"})
    void silentBodies_delayNoOtherCaller(String path) throws Exception {
        List<Socket> silent = new ArrayList<>();
        try (TestServer server = new TestServer()) {
            for (int i = 0; i < SILENT; i++) {
                silent.add(open(server, path, "Content-Length: 60\r\n"));
            }
            long begun = System.nanoTime();
            for (int i = 0; i < 10; i++) {
                assertEquals(
                        200,
                        server.token(TestServer.DEMO)
                                .post("/v1/tasks/search", "{}")
                                .status());
                assertEquals(
                        "",
                        server.person("other:READ")
                                .graphQl("{tasks(query: {}) {id}}", "{}")
                                .error());
            }
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            assertTrue(millis < 5000, () -> "20 requests took " + millis + " ms");
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 60\r\n", "Transfer-Encoding: chunked\r\n"})
    void silentBody_is408AtTheDeadline(String length) throws Exception {
        try (TestServer server = new TestServer(builder -> builder.bodyTimeout(Duration.ofMillis(300)));
                Socket socket = open(server, "/v1/tasks/search", length)) {
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
            assertTrue(answer.contains("did not arrive in time"), answer);
        }
    }

    @Test
    void bodyInPieces_isAnswered() throws Exception {
        try (TestServer server = new TestServer();
                Socket socket = open(server, "/graphql", "Connection: close\r\nTransfer-Encoding: chunked\r\n")) {
            String document = "{\"query\":\"{tasks(query: {}) {id}}\"}";
            for (int i = 0; i < document.length(); i++) {
                socket.getOutputStream()
                        .write(("1\r\n" + document.charAt(i) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            }
            socket.getOutputStream().write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
            assertTrue(answer.contains("{\"data\":{\"tasks\":[]}}"), answer);
        }
    }

    @Test
    void permissionOfAPendingRequest_isCheckedBeforeItsBody() throws Exception {
        try (TestServer server = new TestServer();
                Socket socket = open(server, "/v1/tasks/1/variables", "Content-Length: 60\r\n")) {
            byte[] start = socket.getInputStream().readNBytes(13);
            assertEquals("HTTP/1.1 403 ", new String(start, StandardCharsets.US_ASCII));
        }
    }
}
