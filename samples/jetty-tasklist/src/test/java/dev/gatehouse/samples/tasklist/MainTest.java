package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process. */
class MainTest {

    @TempDir
    Path folder;

    @Test
    void sigterm_stopsItCleanlyAndItStartsAgain() throws Exception {
        String data = folder.resolve("data").toString();
        for (int i = 0; i < 2; i++) {
            Process process = Command.builder("--port", "0", "--idp-port", "0", "--data", data)
                    .redirectErrorStream(true)
                    .start();
            try {
                StringBuilder log = new StringBuilder();
                int port = awaitReady(process, log).getPort();
                assertEquals(
                        200,
                        new Http(URI.create("http://localhost:" + port))
                                .get("/")
                                .status());

                process.destroy();

                assertTrue(process.waitFor(20, TimeUnit.SECONDS), "still running");
                // 128 + 15: ended by the signal, after its hooks.
                assertEquals(143, process.exitValue(), log::toString);
                assertThrows(ConnectException.class, () -> new Socket("127.0.0.1", port).close());
                assertTrue(log.indexOf("not closed cleanly") < 0, log::toString);
            } finally {
                process.destroyForcibly();
            }
        }
    }

    @Test
    void onlyIdp_answersAlone() throws Exception {
        int port = SampleRun.freePort();
        Process process = Command.builder("--only-idp", "--idp-port", Integer.toString(port))
                .redirectErrorStream(true)
                .start();
        try {
            Http idp = new Http(URI.create("http://localhost:" + port));
            String log = firstLine(process);

            assertTrue(log.contains("DEVELOPMENT ONLY"), log);
            assertEquals(200, idp.get("/.well-known/openid-configuration").status());
        } finally {
            process.destroy();
        }
        assertTrue(process.waitFor(20, TimeUnit.SECONDS), "still running");
        assertEquals(143, process.exitValue());
    }

    @Test
    void help_isPrinted() throws Exception {
        Command.Result result = Command.run("--help");

        assertEquals(0, result.status());
        assertTrue(result.out().startsWith("Usage: samples/run"), result::toString);
    }

    private static URI awaitReady(Process process, StringBuilder log) throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String ready = "Tasklist is ready: ";
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            log.append(line).append('\n');
            if (line.startsWith(ready)) {
                return URI.create(line.substring(ready.length()));
            }
        }
        throw new AssertionError("it ended: " + log);
    }

    private static String firstLine(Process process) throws IOException {
        return String.valueOf(
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine());
    }
}
