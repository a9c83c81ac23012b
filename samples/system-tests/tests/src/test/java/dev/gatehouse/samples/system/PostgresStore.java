package dev.gatehouse.samples.system;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** PostgreSQL as it comes: what it committed is on the disk. */
final class PostgresStore implements Store {

    /** Only ends what hangs. */
    private static final Duration START = Duration.ofMinutes(5);

    private static final Duration POLL = Duration.ofMillis(20);

    private final Path folder;
    private EmbeddedPostgres postgres;

    PostgresStore(Path folder) throws IOException {
        this.folder = folder;
        postgres = server().start();
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("auth.sessions.jdbc.url", url(), "auth.sessions.jdbc.user", "postgres");
    }

    /** Returns the settings that put the tasks there. */
    Map<String, String> taskSettings() {
        return Map.of("tasklist.store.url", url(), "tasklist.store.user", "postgres");
    }

    private String url() {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
    }

    @Override
    public void stop() throws IOException {
        // Waits for some seconds only, and a server that is not gone yet would keep the next one from starting.
        postgres.close();
        while (Files.exists(data().resolve("postmaster.pid"))
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    @Override
    public void start() throws IOException {
        postgres = server().setPort(postgres.getPort()).start();
    }

    private EmbeddedPostgres.Builder server() {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data())
                .setPGStartupWait(START)
                .setCleanDataDirectory(false)
                .setServerConfig("max_connections", "100");
    }

    private Path data() {
        return folder.resolve("postgres");
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
