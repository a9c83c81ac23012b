package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attack 10: a page of another site reaches the demonstration under its own name. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DnsRebindingCasesTest {

    private SampleRun run;

    @BeforeAll
    void start(@TempDir Path data) {
        // Nothing asks the identity provider here.
        run = SampleRun.demo(data, "--no-idp", "--idp-port", "9");
    }

    @AfterAll
    void stop() {
        run.close();
    }

    private String send(String line, String host) throws IOException {
        int port = run.application().base().getPort();
        return RawHttp.send(
                port,
                line + " HTTP/1.1\r\nHost: " + host.replace("PORT", Integer.toString(port))
                        + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:PORT", "localhost.evil.example", "demo"})
    void foreignName_logsNobodyInAndReadsNothing(String host) throws IOException {
        for (String line :
                new String[] {"POST /api/login?username=demo&password=demo", "GET /v1/tasks/x", "GET /", "GET /graphql"
                }) {
            String answer = send(line, host);
            assertTrue(answer.startsWith("HTTP/1.1 421 "), answer);
            assertTrue(!answer.contains("Set-Cookie"), answer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:PORT", "127.0.0.1:PORT", "[::1]:PORT", "LOCALHOST"})
    void ownName_logsIn(String host) throws IOException {
        String answer = send("POST /api/login?username=demo&password=demo", host);
        assertTrue(answer.startsWith("HTTP/1.1 204 "), answer);
    }

    @Test
    void probes_answerUnderAnyName() throws IOException {
        assertTrue(send("GET /health", "10.0.0.7").startsWith("HTTP/1.1 200 "));
    }
}
