package dev.gatehouse.benchmarks.scale;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** A PostgreSQL of its own, as its distribution for tests starts it: it does not wait for the disk when it writes. */
record PostgreSql(EmbeddedPostgres server, Path data) implements Place {

    static Place in(Path folder) throws IOException {
        Path data = folder.resolve("data");
        return new PostgreSql(EmbeddedPostgres.builder().setDataDirectory(data).start(), data);
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings =
                new HashMap<>(Jdbc.settings("jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres"));
        settings.put("auth.sessions.jdbc.user", "postgres");
        return settings;
    }

    @Override
    public String unit() {
        return "table and indexes";
    }

    @Override
    public long bytes() throws IOException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet size = statement.executeQuery("SELECT pg_total_relation_size('gatehouse_session')")) {
            size.next();
            return size.getLong(1);
        } catch (SQLException failure) {
            throw new IOException(failure);
        }
    }

    @Override
    public Duration serverCpu() throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        ProcessHandle master = ProcessHandle.of(pid).orElseThrow();
        return Stream.concat(Stream.of(master), master.descendants())
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
