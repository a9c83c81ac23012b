package dev.gatehouse.benchmarks.tasks;

import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.tasklist.store.jdbc.StoreOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A database in a directory of its own, which is deleted in the end. */
final class Database implements Closeable {

    private final String name;
    private final Path folder;
    private final @Nullable EmbeddedPostgres postgres;

    private Database(String name, Path folder, @Nullable EmbeddedPostgres postgres) {
        this.name = name;
        this.folder = folder;
        this.postgres = postgres;
    }

    static Database h2() throws IOException {
        return new Database("H2", Files.createTempDirectory("gatehouse-h2"), null);
    }

    /** Starts a PostgreSQL with its default settings. */
    static Database postgres() throws IOException {
        Path folder = Files.createTempDirectory("gatehouse-postgres");
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setPGStartupWait(Duration.ofMinutes(2))
                .start();
        return new Database("PostgreSQL", folder, server);
    }

    String name() {
        return name;
    }

    StoreOptions options() {
        if (postgres == null) {
            return StoreOptions.of("jdbc:h2:file:" + folder.resolve("tasks"));
        }
        return StoreOptions.of("jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres")
                .withUser("postgres", Secret.of("postgres"));
    }

    /** Returns the CPU time in nanoseconds of the server process; 0 for H2, which runs in this process. */
    long serverCpu() throws IOException {
        if (postgres == null) {
            return 0;
        }
        List<String> lines = Files.readAllLines(folder.resolve("data").resolve("postmaster.pid"));
        return Machine.cpu(Long.parseLong(lines.get(0).strip()));
    }

    /** Returns the size of the files in bytes. */
    long size() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    @Override
    public void close() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
