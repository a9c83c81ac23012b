package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.idp.IdentityProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
                BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
                int port = awaitReady(out, log).getPort();
                assertEquals(
                        200,
                        new Http(URI.create("http://localhost:" + port))
                                .get("/")
                                .status());

                terminate(process);

                process.waitFor();
                out.lines().forEach(line -> log.append(line).append('\n'));
                // 128 + 15: ended by the signal, after its hooks.
                assertEquals(143, process.exitValue(), log::toString);
                assertTrue(log.indexOf("shutdown failed") < 0, log::toString);
            } finally {
                process.destroyForcibly();
            }
        }
    }

    @Test
    void providerThatComesLater_isWaitedForAndThenItIsReady() throws Exception {
        try (IdentityProvider idp = IdentityProvider.demo().start()) {
            idp.stop();
            Process process = Command.builder(
                            "--no-idp",
                            "--idp-port",
                            Integer.toString(idp.port()),
                            "--port",
                            "0",
                            "--data",
                            folder.resolve("data").toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
                String line = out.readLine();
                while (!line.startsWith("Tasklist ")) {
                    line = out.readLine();
                }
                String waits = "Tasklist listens on ";
                assertTrue(line.startsWith(waits) && line.endsWith(" and waits until these parts are up:"), line);
                URI base = URI.create(line.substring(waits.length()).split(" ", 2)[0]);
                assertEquals(503, new Http(base).get("/ready").status());
                StringBuilder why = new StringBuilder();
                for (int i = 0; i < 3; i++) {
                    why.append(out.readLine()).append('\n');
                }
                assertTrue(why.indexOf("  identity: issuer http") >= 0, why::toString);
                assertTrue(why.indexOf("  jwt: issuer http") >= 0, why::toString);
                assertTrue(why.indexOf("no keys") >= 0, why::toString);
                assertTrue(why.indexOf("  Start the identity provider with: ") >= 0, why::toString);

                idp.start();

                assertEquals(base, awaitReady(out, new StringBuilder()));
                assertEquals(200, new Http(base).get("/ready").status());
            } finally {
                process.destroyForcibly();
            }
        }
    }

    @Test
    void stopWhileItIsNotReady_endsIt() throws Exception {
        Process process = Command.builder(
                        "--no-idp",
                        "--idp-port",
                        "1",
                        "--port",
                        "0",
                        "--data",
                        folder.resolve("data").toString())
                .redirectErrorStream(true)
                .start();
        try {
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            String line = out.readLine();
            while (!line.startsWith("Tasklist ")) {
                line = out.readLine();
            }

            terminate(process);

            assertEquals(143, process.waitFor());
            assertTrue(out.lines().noneMatch(later -> later.contains("is ready") || later.contains("shutdown failed")));
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void onlyIdp_answersAlone() throws Exception {
        Process process = Command.builder("--only-idp", "--idp-port", "0")
                .redirectErrorStream(true)
                .start();
        try {
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            String notice = out.readLine() + '\n' + out.readLine();

            assertTrue(notice.contains("DEVELOPMENT ONLY"), notice);
            Matcher issuer = Pattern.compile("issuer (http://localhost:[0-9]+)").matcher(notice);
            assertTrue(issuer.find(), notice);
            Http idp = new Http(URI.create(issuer.group(1)));
            assertEquals(200, idp.get("/.well-known/openid-configuration").status());

            terminate(process);

            assertEquals(143, process.waitFor());
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void help_isPrinted() throws Exception {
        Command.Result result = Command.run("--help");

        assertEquals(0, result.status());
        assertTrue(result.out().startsWith("Usage: samples/run"), result::toString);
    }

    /** Sends SIGTERM. {@link Process#destroy} would close the output as well, and with it what is said at the end. */
    private static void terminate(Process process) {
        assertTrue(process.toHandle().destroy(), "not to be stopped");
    }

    private static URI awaitReady(BufferedReader out, StringBuilder log) throws IOException {
        String ready = "Tasklist is ready: ";
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            log.append(line).append('\n');
            int begin = line.indexOf(ready);
            if (begin >= 0) {
                return URI.create(line.substring(begin + ready.length()));
            }
        }
        throw new AssertionError("it ended: " + log);
    }
}
