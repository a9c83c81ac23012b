package dev.gatehouse.samples.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Released Java clients, unchanged and each in a JVM of its own, against the sample with everything switched on. */
class JavaClientsTest {

    private static final Path PROGRAMS = Path.of(System.getProperty("basedir"), "..", "clients");
    private static final String FORM = "/auth/realms/camunda-platform";

    @TempDir
    static Path data;

    private static Node node;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        node = Node.demo(data, Node.PATIENCE, "--idp-port", "0");
        new Client(node.base()).awaitReady();
    }

    @AfterAll
    static void stop() throws IOException {
        node.close();
    }

    @ParameterizedTest
    @CsvSource({"8.5,cookie", "8.5,form", "8.5,json", "8.6,cookie", "8.6,form", "8.7,cookie", "8.7,form"})
    void client_listsClaimsAndCompletes(String version, String way) throws Exception {
        List<String> steps = tour(version, way);

        String task = task(steps);
        assertEquals(
                List.of(
                        "task: " + task,
                        "list: 10 tasks",
                        "get: " + task,
                        "variables: some",
                        "claim: demo",
                        "complete: done",
                        "state: COMPLETED"),
                steps);
    }

    private static String task(List<String> steps) {
        assertTrue(!steps.isEmpty() && steps.get(0).startsWith("task: "), steps::toString);
        return steps.get(0).substring("task: ".length());
    }

    private static List<String> tour(String version, String way) throws IOException, InterruptedException {
        Path built = PROGRAMS.resolve("java-" + version).resolve("target");
        assertTrue(Files.isDirectory(built.resolve("lib")), () -> built + " is not built");
        String classPath = built.resolve("classes") + File.pathSeparator + built.resolve("lib") + File.separator + "*";
        String tokens = node.tokens()
                + switch (way) {
                    case "form" -> version.equals("8.5") ? FORM : FORM + "/protocol/openid-connect/token";
                    default -> "/oauth/token";
                };
        List<String> command = Program.java(
                classPath,
                "dev.gatehouse.samples.clients.Tour",
                way,
                node.base().toString(),
                tokens);
        // Loggers of the clients' dependencies write their own lines.
        return Program.run(data, Map.of(), command).stream()
                .filter(line -> line.matches("(task|list|get|variables|claim|complete|state): .*"))
                .toList();
    }
}
