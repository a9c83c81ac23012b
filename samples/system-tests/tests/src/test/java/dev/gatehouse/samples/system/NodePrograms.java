package dev.gatehouse.samples.system;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Programs for Node.js with packages of npm, exactly as their lock file says. */
final class NodePrograms {

    private static final Path SOURCES = Path.of(System.getProperty("basedir"), "src", "test", "node");
    private static final Path INSTALLED = Path.of(System.getProperty("basedir"), "target", "node");
    private static final List<String> FILES =
            List.of("package.json", "package-lock.json", ".npmrc", "tour.mjs", "audit.mjs", "provider.mjs");

    private NodePrograms() {}

    /**
     * Installs them once for each list of dependencies and returns where they are. Without Node.js the test is skipped.
     */
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
        for (String file : FILES) {
            Files.write(INSTALLED.resolve(file), Files.readAllBytes(SOURCES.resolve(file)));
        }
        if (changed) {
            Program.run(INSTALLED, Map.of(), List.of("npm", "ci", "--ignore-scripts"));
            Files.write(marker, Files.readAllBytes(lock));
        }
        return INSTALLED;
    }

    /** Runs one of them and returns what it prints. */
    static List<String> run(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        return Program.run(
                INSTALLED,
                environment,
                Stream.concat(Stream.of("node"), Stream.of(command)).toList());
    }

    private static boolean isInstalled(String command) {
        return Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }
}
