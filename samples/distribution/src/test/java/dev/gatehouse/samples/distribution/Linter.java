package dev.gatehouse.samples.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A linter of container files, from npm, exactly as its lock file says. */
final class Linter {

    private static final Path SOURCES = Path.of(System.getProperty("basedir"), "src", "test", "node");
    private static final Path INSTALLED = Path.of(System.getProperty("basedir"), "target", "node");

    private Linter() {}

    /** Installs it once for each lock file and returns where it is. */
    static Path install() throws IOException, InterruptedException {
        Files.createDirectories(INSTALLED);
        Path marker = INSTALLED.resolve("installed.json");
        Path lock = SOURCES.resolve("package-lock.json");
        if (Files.notExists(marker) || Files.mismatch(marker, lock) >= 0) {
            for (String file : List.of("package.json", "package-lock.json", ".npmrc")) {
                Files.write(INSTALLED.resolve(file), Files.readAllBytes(SOURCES.resolve(file)));
            }
            Shell.Result installed = Shell.run(INSTALLED, npm(), "npm ci --ignore-scripts");
            assertEquals(0, installed.status(), installed.err());
            Files.write(marker, Files.readAllBytes(lock));
        }
        return INSTALLED;
    }

    /** Reports what is wrong with a file. */
    static Shell.Result lint(Path linter, Path file) throws IOException, InterruptedException {
        return Shell.run(linter, Map.of(), "node_modules/.bin/dockerfile-utils lint '" + file + "'");
    }

    /** Its configuration and its cache are in the home of the user. */
    private static Map<String, String> npm() {
        return Map.of("HOME", System.getProperty("user.home"));
    }
}
