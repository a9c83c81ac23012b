package dev.gatehouse.samples.system;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** PostgreSQL as it comes: what it committed is on the disk. */
final class PostgresStore implements Store {

    private final Path folder;
    private EmbeddedPostgres postgres;

    PostgresStore(Path folder) throws IOException {
        this.folder = folder;
        postgres = server().start();
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "auth.sessions.jdbc.url",
                "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres",
                "auth.sessions.jdbc.user",
                "postgres");
    }

    @Override
    public void stop() throws IOException {
        postgres.close();
    }

    @Override
    public void start() throws IOException {
        postgres = server().setPort(postgres.getPort()).start();
    }

    private EmbeddedPostgres.Builder server() {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres"))
                .setCleanDataDirectory(false)
                .setServerConfig("max_connections", "100");
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
