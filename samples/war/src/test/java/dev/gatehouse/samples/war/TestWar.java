package dev.gatehouse.samples.war;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A copy of the unpacked WAR with other settings, and with artifacts that the sample does not need. */
final class TestWar {

    private static final Path WAR = Path.of(System.getProperty("basedir", ".")).resolve("target/orders");

    private final Path folder;

    TestWar(Path folder) throws IOException {
        this.folder = folder;
        try (Stream<Path> files = Files.walk(WAR)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(WAR.relativize(file).toString()));
            }
        }
    }

    Path folder() {
        return folder;
    }

    TestWar settings(List<String> lines) throws IOException {
        Files.write(folder.resolve("WEB-INF/gatehouse.properties"), lines, StandardCharsets.UTF_8);
        return this;
    }

    /** Adds the jar that contains a class. */
    TestWar jarOf(Class<?> type) throws IOException, URISyntaxException {
        Path jar =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        Files.copy(jar, folder.resolve("WEB-INF/lib").resolve(jar.getFileName()));
        return this;
    }
}
