package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mechanism that the sample does not know, in a jar beside it. */
class ExtensionsTest {

    private static final Path SOURCES = Path.of(System.getProperty("basedir")).resolve("../api-key/src/main");
    private static final String KEY = "open-sesame-for-robots";
    private static final String DIGEST = "f12f8e5e33f0d27e987aca2b26c4b054cc6c7adee5c7ea9c4251221e2e550fcd";

    @TempDir
    Path folder;

    @Test
    void mechanismOfAJar_authenticates() throws Exception {
        Path jars = Files.createDirectory(folder.resolve("jars"));
        createJar(jars.resolve("api-key.jar"));
        Path config = Files.writeString(
                folder.resolve("sample.properties"),
                "auth.mechanisms = api-key\nauth.api-key.keys = robot:" + DIGEST + "\n");
        Process process = Command.builder(
                        "--config", config.toString(),
                        "--extensions", jars.toString(),
                        "--port", "0",
                        "--data", folder.resolve("data").toString())
                .redirectErrorStream(true)
                .start();
        try {
            Http http = new Http(awaitReady(process.inputReader(StandardCharsets.UTF_8)));

            assertEquals(
                    200,
                    http.postJson("/v1/tasks/search", "{}", "X-API-Key", KEY).status());
            assertEquals(
                    401,
                    http.postJson("/v1/tasks/search", "{}", "X-API-Key", KEY + "x")
                            .status());
            assertEquals(401, http.postJson("/v1/tasks/search", "{}").status());
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void mechanismOfAJar_isCheckedAndExplained() throws Exception {
        Path jars = Files.createDirectory(folder.resolve("jars"));
        createJar(jars.resolve("api-key.jar"));
        Path config = Files.writeString(
                folder.resolve("sample.properties"),
                "auth.mechanisms = api-key\nauth.api-key.keys = robot:" + DIGEST + "\n");
        Path head = Files.writeString(folder.resolve("head"), "GET /v1/tasks HTTP/1.1\nHost: localhost\n");
        Path log = Files.writeString(
                folder.resolve("app.log"),
                "{\"time\":\"2026-11-29T02:00:00Z\",\"outcome\":\"refused\",\"status\":401,"
                        + "\"reason\":\"api-key.unknown\",\"id\":\"x-1\"}\n");
        String[] options = {"--extensions", jars.toString(), "--config", config.toString()};

        Command.Result check = Command.run(with(options, "--check"));
        assertEquals(0, check.status(), check::toString);
        assertTrue(check.out().contains("auth.api-key.keys = "), check::out);
        Command.Result explained = Command.run(with(options, "--explain", head.toString()));
        assertEquals(0, explained.status(), explained::toString);
        assertTrue(explained.out().contains("mechanism api-key: "), explained::out);
        Command.Result recorded =
                Command.run("--extensions", jars.toString(), "--explain-id", "x-1", "--log", log.toString());
        assertEquals(0, recorded.status(), recorded::toString);
        assertFalse(recorded.out().contains("no module on the class path"), recorded::out);
    }

    @Test
    void directoryWithoutJars_refusesTheCheck() throws Exception {
        Path config = Files.writeString(folder.resolve("sample.properties"), "auth.mechanisms = jwt\n");
        Path empty = Files.createDirectory(folder.resolve("empty"));

        Command.Result result = Command.run("--config", config.toString(), "--check", "--extensions", empty.toString());

        assertEquals(1, result.status(), result::toString);
        assertTrue(result.err().startsWith("Start refused: --extensions: " + empty), result::toString);
    }

    private static String[] with(String[] options, String... more) {
        return Stream.of(options, more).flatMap(Stream::of).toArray(String[]::new);
    }

    @Test
    void directoryWithoutJars_refusesTheStart() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        for (Path directory : List.of(empty, folder.resolve("missing"))) {
            Command.Result result = Command.run(
                    "--extensions",
                    directory.toString(),
                    "--port",
                    "0",
                    "--idp-port",
                    "0",
                    "--data",
                    folder.resolve("data").toString());

            assertEquals(1, result.status(), result::toString);
            assertTrue(result.err().startsWith("Start refused: --extensions: " + directory), result::toString);
        }
    }

    private static URI awaitReady(BufferedReader out) throws IOException {
        String mark = "Tasklist is ready: ";
        StringBuilder log = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            log.append(line).append('\n');
            int begin = line.indexOf(mark);
            if (begin >= 0) {
                return URI.create(line.substring(begin + mark.length()));
            }
        }
        throw new AssertionError(log);
    }

    /** Builds the jar as a third party does, from the sources of the sample mechanism and the classes of the SPI. */
    private void createJar(Path jar) throws IOException {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none",
                "-encoding",
                "UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString()));
        try (Stream<Path> files = Files.walk(SOURCES.resolve("java"))) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0]));
        assertEquals(0, status);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            add(out, classes);
            add(out, SOURCES.resolve("resources"));
        }
    }

    private static void add(JarOutputStream out, Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(root.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
    }
}
