package dev.gatehouse.cookie.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attack 11: the file of an H2 database with sessions or users belongs to its owner alone. */
class H2FilesCasesTest {

    @TempDir
    Path folder;

    private void use(String sql) throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("new/sessions");
        DatabaseConfig config = new DatabaseConfig(
                "test", url, Optional.empty(), Optional.empty(), 2, Duration.ofSeconds(10), Duration.ofSeconds(30));
        try (Database database = new Database(config);
                Connection connection = database.directly();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void requireOwnerOnly() throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("new"))) {
            for (Path file : files.toList()) {
                assertEquals(
                        "rw-------",
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
                        file.toString());
            }
        }
    }

    @Test
    void databaseFile_isReadableByItsOwnerOnly() throws Exception {
        Assumptions.assumeTrue(
                folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        use("CREATE TABLE t (a INT)");
        requireOwnerOnly();
        Files.setPosixFilePermissions(
                folder.resolve("new/sessions.mv.db"), PosixFilePermissions.fromString("rw-r--r--"));
        use("INSERT INTO t VALUES (1)");
        requireOwnerOnly();
        use("SHUTDOWN COMPACT");
        requireOwnerOnly();
        use("SELECT * FROM t");
    }
}
