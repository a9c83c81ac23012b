package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the server answers before or beside the application. */
class ServerErrorsTest {

    private static final String SECRET = "n0b0dy-knows";
    private static final String LOGIN = "/api/login?username=demo&password=" + SECRET;

    @TempDir
    static Path data;

    private static SampleRun sample;

    @BeforeAll
    static void start() {
        sample = SampleRun.demo(data);
    }

    @AfterAll
    static void stop() {
        sample.close();
    }

    private static int port() {
        return sample.application().base().getPort();
    }

    private static void assertProblem(int status, String answer) throws IOException {
        int end = answer.indexOf("\r\n\r\n");
        String head = answer.substring(0, Math.max(end, 0)).toLowerCase(Locale.ROOT);
        String body = answer.substring(end + 4);
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
        assertTrue(head.contains("content-type: application/problem+json"), answer);
        assertTrue(head.contains("cache-control: no-store"), answer);
        assertTrue(head.contains("x-content-type-options: nosniff"), answer);
        assertTrue(head.contains("content-security-policy: default-src 'none'"), answer);
        JsonNode problem = new JsonMapper().readTree(body);
        assertEquals(status, problem.get("status").intValue(), answer);
        Set<String> members = new TreeSet<>();
        problem.fieldNames().forEachRemaining(members::add);
        assertEquals(Set.of("type", "title", "status", "detail", "message", "instance"), members);
        assertFalse(answer.contains(SECRET), answer);
        assertFalse(answer.contains("/api/login"), answer);
        assertFalse(answer.contains("Exception"), answer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Host: a b                                             | 400
            Host: a~Content-Length: x                             | 400
            Host: a~Content-Length: 1~Content-Length: 2           | 400
            Host: a~Content-Length: 1~Transfer-Encoding: chunked  | 400
            Host: a~Host: b                                       | 400
            Host: a~Accept: text/html~Content-Length: x           | 400
            Host: a~Accept: image/png~Content-Length: x           | 400
            X: none                                               | 400
            Host: a~Expect: something                             | 417
            """)
    void loginThatIsNoHttp_isNotRepeated(String headers, int status) throws IOException {
        for (String method : new String[] {"POST", "GET", "PUT", "TRACE"}) {
            assertProblem(
                    status,
                    RawHttp.send(
                            port(),
                            method + " " + LOGIN + " HTTP/1.1\r\n" + headers.replace("~", "\r\n")
                                    + "\r\nConnection: close\r\n\r\n"));
        }
    }

    @Test
    void headThatIsTooLarge_isNotRepeated() throws IOException {
        String large = "POST " + LOGIN + " HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(16 * 1024) + "\r\n\r\n";

        assertProblem(431, RawHttp.send(port(), large));
    }

    @Test
    void statusOfAServlet_isAProblem() throws IOException {
        assertProblem(
                404,
                RawHttp.send(
                        port(), "GET /assets/" + SECRET + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "/, TRACE",
        "/assets/icon.svg, TRACE",
        "/health, TRACE",
        "/ready, TRACE",
        "/, POST",
        "/health, PUT",
        "/, BREW"
    })
    void methodThatDoesMoreThanRead_isNotAllowed(String path, String method) throws IOException {
        String answer = RawHttp.send(
                port(),
                method + " " + path + " HTTP/1.1\r\nHost: localhost:" + port() + "\r\nX-Added: " + SECRET
                        + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        assertProblem(405, answer);
        assertTrue(answer.contains("Allow: GET, HEAD, OPTIONS\r\n"), answer);
    }

    @ParameterizedTest
    @CsvSource({"/", "/health"})
    void options_tellsWhatIsAllowed(String path) throws IOException {
        String answer =
                RawHttp.send(port(), "OPTIONS " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertTrue(answer.startsWith("HTTP/1.1 204 "), answer);
        assertTrue(answer.contains("Allow: GET, HEAD, OPTIONS\r\n"), answer);
    }
}
