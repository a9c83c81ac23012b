package dev.gatehouse.samples.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The released client for Node.js, unchanged, against the sample with everything switched on. */
class NodeSdkTest {

    private static final Path SOURCES = Path.of(System.getProperty("basedir"), "src", "test", "node");
    private static final Path INSTALLED = Path.of(System.getProperty("basedir"), "target", "node");

    @TempDir
    static Path data;

    private static Node node;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        for (String command : List.of("node", "npm")) {
            Prerequisite.require(
                    isInstalled(command),
                    command + " is not installed; with it (apt-get install nodejs npm) this test runs");
        }
        install();
        node = Node.demo(data, Node.PATIENCE, "--idp-port", "0");
        new Client(node.base()).awaitReady();
    }

    @AfterAll
    static void stop() throws IOException {
        if (node != null) {
            node.close();
        }
    }

    @Test
    void cookie_listsClaimsAndCompletes() throws Exception {
        assertTour(Map.of(
                "CAMUNDA_AUTH_STRATEGY", "COOKIE",
                "CAMUNDA_COOKIE_AUTH_URL", node.base() + "/api/login",
                "CAMUNDA_COOKIE_AUTH_USERNAME", "demo",
                "CAMUNDA_COOKIE_AUTH_PASSWORD", "demo"));
    }

    @Test
    void token_listsClaimsAndCompletes() throws Exception {
        assertTour(Map.of(
                "CAMUNDA_AUTH_STRATEGY", "OAUTH",
                "CAMUNDA_OAUTH_URL", node.tokens() + "/auth/realms/camunda-platform/protocol/openid-connect/token",
                "ZEEBE_CLIENT_ID", "demo-client",
                "ZEEBE_CLIENT_SECRET", "demo-secret",
                "CAMUNDA_TASKLIST_OAUTH_AUDIENCE", "tasklist-api",
                "CAMUNDA_TOKEN_DISK_CACHE_DISABLE", "true"));
    }

    private static void assertTour(Map<String, String> authentication) throws IOException, InterruptedException {
        Map<String, String> environment = new LinkedHashMap<>(authentication);
        environment.put("CAMUNDA_TASKLIST_BASE_URL", node.base().toString());
        environment.put("HOME", data.toString());
        List<String> steps = Program.run(INSTALLED, environment, List.of("node", "tour.mjs")).stream()
                .filter(line -> line.matches("(task|list|get|variables|claim|complete|state): .*"))
                .toList();

        assertFalse(steps.isEmpty());
        String task = steps.get(0).substring("task: ".length());
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

    private static boolean isInstalled(String command) {
        return Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }

    /** Once for each list of dependencies, exactly as the list says. */
    private static void install() throws IOException, InterruptedException {
        Path marker = INSTALLED.resolve("installed.json");
        Path lock = SOURCES.resolve("package-lock.json");
        Files.createDirectories(INSTALLED);
        boolean changed = Files.notExists(marker) || Files.mismatch(marker, lock) >= 0;
        for (String file : List.of("package.json", "package-lock.json", ".npmrc", "tour.mjs")) {
            Files.write(INSTALLED.resolve(file), Files.readAllBytes(SOURCES.resolve(file)));
        }
        if (changed) {
            Program.run(INSTALLED, Map.of(), List.of("npm", "ci", "--ignore-scripts"));
            Files.write(marker, Files.readAllBytes(lock));
        }
    }
}
