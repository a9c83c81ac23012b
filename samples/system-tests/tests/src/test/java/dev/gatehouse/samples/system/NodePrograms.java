package dev.gatehouse.samples.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The programs for Node.js and their packages. */
final class NodePrograms {

    private static final Path SOURCES = Path.of(System.getProperty("basedir"), "src", "test", "node");
    private static final Path INSTALLED = Path.of(System.getProperty("basedir"), "target", "node");

    private NodePrograms() {}

    /** Returns where they are, once for each list of dependencies and exactly as the list says. */
    static Path install() throws IOException, InterruptedException {
        for (String command : List.of("node", "npm")) {
            Prerequisite.require(
                    isInstalled(command),
                    command + " is not installed; with it (apt-get install nodejs npm) this test runs");
        }
        Path marker = INSTALLED.resolve("installed.json");
        Path lock = SOURCES.resolve("package-lock.json");
        Files.createDirectories(INSTALLED);
        boolean changed = Files.notExists(marker) || Files.mismatch(marker, lock) >= 0;
        for (String file : List.of("package.json", "package-lock.json", ".npmrc", "tour.mjs", "provider.mjs")) {
            Files.write(INSTALLED.resolve(file), Files.readAllBytes(SOURCES.resolve(file)));
        }
        if (changed) {
            Program.run(INSTALLED, Map.of(), List.of("npm", "ci", "--ignore-scripts"));
            Files.write(marker, Files.readAllBytes(lock));
        }
        return INSTALLED;
    }

    /** Lets the SDK list, read, claim and complete a task. */
    static void assertTour(URI tasklist, Path home, Map<String, String> authentication)
            throws IOException, InterruptedException {
        Map<String, String> environment = new LinkedHashMap<>(authentication);
        environment.put("CAMUNDA_TASKLIST_BASE_URL", tasklist.toString());
        environment.put("HOME", home.toString());
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
}
