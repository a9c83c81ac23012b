package dev.gatehouse.benchmarks.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** A database of H2 in a file. */
record H2(Path file) implements Place {

    static Place in(Path folder) {
        return new H2(folder.resolve("sessions"));
    }

    @Override
    public Map<String, String> settings() {
        return Jdbc.settings("jdbc:h2:file:" + file);
    }

    @Override
    public String unit() {
        return "file";
    }

    @Override
    public long bytes() throws IOException {
        Path data = file.resolveSibling(file.getFileName() + ".mv.db");
        return Files.exists(data) ? Files.size(data) : 0;
    }

    @Override
    public long bytesAtRest() throws IOException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN COMPACT");
        } catch (SQLException failure) {
            throw new IOException(failure);
        }
        return bytes();
    }

    @Override
    public void close() {}
}
