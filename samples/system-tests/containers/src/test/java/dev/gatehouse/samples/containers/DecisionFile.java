package dev.gatehouse.samples.containers;

import dev.gatehouse.spi.Decision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What became of the hostile requests on one container: a line for each. */
final class DecisionFile {

    private static final String NOT_DECIDED = "- ";

    private DecisionFile() {}

    static Path ofThisRun() throws IOException {
        String server =
                System.getProperty("container.server", "jetty") + "-" + System.getProperty("container.kind", "");
        // Without the last number, so that a newer release replaces the file of an older one.
        server = server.replaceFirst("\\.[0-9]+(\\.Final)?-", "-");
        return Files.createDirectories(folder()).resolve(server.replaceAll("[^A-Za-z0-9.]+", "-") + ".txt");
    }

    private static Path folder() {
        return Path.of(System.getProperty("basedir")).resolve("target/hostile");
    }

    /** Returns the files of all containers. */
    static List<Path> all() throws IOException {
        List<Path> files = new ArrayList<>();
        try (var found = Files.newDirectoryStream(folder(), "*.txt")) {
            found.forEach(files::add);
        }
        return files;
    }

    static List<String> read(Path file) throws IOException {
        return Files.readAllLines(file, StandardCharsets.UTF_8);
    }

    /** The line of a request that the container answered itself. */
    static String notDecided(int status) {
        return NOT_DECIDED + status;
    }

    static boolean isDecided(String line) {
        return !line.startsWith(NOT_DECIDED);
    }

    static String decided(Decision decision) {
        return decision.outcome() + " " + decision.status() + " " + Exchange.text(decision);
    }
}
