package dev.gatehouse.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.tasklist.TestServer.Reply;
import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.jdbc.TestStores;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestTransportTest {

    private static final int LIMIT = 20_000;
    private static final TestServer SERVER = new TestServer(api -> api.maxBodyBytes(LIMIT));
    private static final TestServer.Client DEMO = SERVER.person(TestServer.DEMO);

    @BeforeAll
    static void fill() {
        TestStores.deploy(SERVER.store);
        SERVER.store.create(NewTask.of(100, "review").key(1).assignee("demo"));
        SERVER.store.create(NewTask.of(100, "review").key(2));
    }

    @AfterAll
    static void close() {
        SERVER.close();
    }

    private static Reply post(String contentType, String body) {
        return DEMO.send(DEMO.request("/v1/tasks/search")
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body)));
    }

    private static void assertProblem(int status, Reply reply) {
        assertEquals(status, reply.status(), reply.text());
        assertEquals("application/problem+json", reply.header("Content-Type"));
        JsonNode problem = reply.json();
        assertEquals(status, problem.get("status").intValue());
        for (String member : new String[] {"type", "title", "detail", "message", "instance"}) {
            assertTrue(problem.has(member), member);
        }
        assertEquals(problem.get("detail"), problem.get("message"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=UTF-8",
                "application/json;charset=utf-8",
                "application/json; charset=\"UTF-8\"; x=1",
                "APPLICATION/JSON"
            })
    void json_isAccepted(String contentType) {
        assertEquals(200, post(contentType, "{}").status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "text/plain; application/json",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/jsonx",
                "application/json;charset=nope",
                "application/json; charset=utf-16",
                "application/json; x=1; charset=ISO-8859-1",
                "application/json;charset=",
                "application/json-patch+json"
            })
    void otherContentType_is415(String contentType) {
        assertProblem(415, post(contentType, "{}"));
        assertEquals(200, post(contentType, "").status());
    }

    @Test
    void bodyWithoutType_is415() {
        Reply reply = DEMO.send(DEMO.request("/v1/tasks/search").POST(BodyPublishers.ofString("{}")));
        assertProblem(415, reply);
    }

    @Test
    void encodedBody_is415() {
        assertProblem(
                415,
                DEMO.send(DEMO.request("/v1/tasks/search")
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofString("{}"))));
    }

    @Test
    void bodyOverLimit_is413() {
        String large = "{\"x\":\"" + "a".repeat(LIMIT) + "\"}";
        assertProblem(413, post("application/json", large));
        byte[] bytes = large.getBytes(StandardCharsets.UTF_8);
        assertProblem(
                413,
                DEMO.send(DEMO.request("/v1/tasks/search")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)))));
        String fits = "{\"x\":\"" + "a".repeat(LIMIT - 8) + "\"}";
        assertEquals(LIMIT, fits.length());
        assertEquals(200, post("application/json", fits).status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{}}",
                "{} {}",
                "[]",
                "1",
                "\"text\"",
                "null",
                "{'a':1}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{\"a\":1,}",
                "{\"pageSize\":\"ten\"}",
                "{\"pageSize\":1.5}",
                "{\"pageSize\":4294967297}",
                "{\"state\":\"OPEN\"}",
                "{\"state\":\"created\"}",
                "{\"assigned\":\"yes\"}",
                "{\"assignees\":\"demo\"}",
                "{\"assignee\":{}}",
                "{\"dueDate\":\"2026-01-01\"}",
                "{\"dueDate\":{\"from\":\"2026-01-01 noon\"}}",
                "{\"sort\":[{\"field\":\"name\",\"order\":\"ASC\"}]}",
                "{\"priority\":5}",
                "{\"priority\":{\"eq\":\"high\"}}",
                "{\"sort\":[{\"field\":\"dueDate\"}]}",
                "{\"sort\":[null]}",
                "{\"taskVariables\":[{\"name\":\"n\",\"value\":\"1\",\"operator\":\"gt\"}]}",
                "{\"taskVariables\":[{\"name\":\"n\"}]}",
                "{\"implementation\":\"OTHER\"}"
            })
    void unreadableBody_is400WithoutInstance(String body) {
        Reply reply = post("application/json", body);
        assertProblem(400, reply);
        assertTrue(reply.json().get("instance").isNull());
    }

    @Test
    void deepAndLongNumbers_are400() {
        assertProblem(400, post("application/json", "{\"x\":" + "[".repeat(100) + "]".repeat(100) + "}"));
        assertProblem(400, post("application/json", "{\"x\":" + "1".repeat(200) + "}"));
    }

    @Test
    void badUtf8_is400() {
        assertProblem(
                400,
                DEMO.send(DEMO.request("/v1/tasks/search")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(
                                new byte[] {'{', '"', 'x', '"', ':', '"', (byte) 0xC3, '"', '}'}))));
    }

    @Test
    void unknownFields_areIgnored() {
        assertEquals(
                200,
                post("application/json", "{\"urgency\":{\"eq\":5},\"else\":[1,{}]}")
                        .status());
    }

    @Test
    void businessError_hasARandomInstance() {
        Reply reply = post("application/json", "{\"pageSize\":0}");
        assertProblem(400, reply);
        assertEquals(
                "Page size should be a positive number",
                reply.json().get("message").textValue());
        String instance = reply.json().get("instance").textValue();
        assertEquals(UUID.fromString(instance).toString(), instance);
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /v1/tasks/1, 'GET, HEAD, OPTIONS'",
        "PUT, /v1/tasks/1/assign, 'OPTIONS, PATCH'",
        "POST, /v1/tasks/1/assign, 'OPTIONS, PATCH'",
        "DELETE, /v1/tasks/search, 'GET, HEAD, OPTIONS, POST'",
        "PATCH, /v1/tasks/1/variables, 'OPTIONS, POST'",
        "POST, /v1/internal/users/current, 'GET, HEAD, OPTIONS'"
    })
    void otherMethods_are405WithAllow(String method, String path, String allow) {
        Reply reply = DEMO.method(method, path, "{}");
        assertProblem(405, reply);
        assertEquals(allow, reply.header("Allow"));
    }

    @Test
    void options_namesTheMethods() {
        Reply reply = DEMO.method("OPTIONS", "/v1/tasks/1", "");
        assertEquals(204, reply.status());
        assertEquals("GET, HEAD, OPTIONS", reply.header("Allow"));
    }

    @Test
    void head_isGetWithoutBody() {
        Reply reply = DEMO.send(DEMO.request("/v1/tasks/1").method("HEAD", BodyPublishers.noBody()));
        assertEquals(200, reply.status());
        assertEquals("", reply.text());
        assertEquals("application/json", reply.header("Content-Type"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1",
                "/v1/",
                "/v1/tasks",
                "/v1/tasks/",
                "/v1/tasks/1/",
                "/v1/tasks/1/other",
                "/v1/users",
                "/v1/external/process/order/form"
            })
    void unknownPath_is404(String path) {
        Reply reply = DEMO.get(path);
        assertEquals(404, reply.status(), reply.text());
    }

    @Test
    void getWithContentTypeAndEmptyBody_isAnswered() throws IOException {
        String answer = raw("GET /v1/tasks/1 HTTP/1.1", "Content-Type: application/json", "Content-Length: 0");
        assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
    }

    @Test
    void requestWithH2cUpgrade_isAnswered() throws IOException {
        String[] offer = {
            "Connection: Upgrade, HTTP2-Settings",
            "Upgrade: h2c",
            "HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA",
            "Content-Type: application/json",
            "Content-Length: 0"
        };
        assertTrue(raw("POST /v1/tasks/search HTTP/1.1", offer).startsWith("HTTP/1.1 200"));
        String unassign = raw("PATCH /v1/tasks/1/unassign HTTP/1.1", offer);
        assertTrue(unassign.startsWith("HTTP/1.1 200"), unassign);
        assertFalse(unassign.contains("101 Switching"));
    }

    /** Sends a raw request as the demo user. */
    private static String raw(String line, String... headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port())) {
            StringBuilder request = new StringBuilder(line).append("\r\nHost: localhost\r\n");
            boolean connection = false;
            for (String header : headers) {
                connection |= header.startsWith("Connection:");
                request.append(header).append("\r\n");
            }
            request.append("Cookie: " + TestCallers.COOKIE + "=" + TestServer.DEMO + "\r\n");
            request.append(connection ? "\r\n" : "Connection: close\r\n\r\n");
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
