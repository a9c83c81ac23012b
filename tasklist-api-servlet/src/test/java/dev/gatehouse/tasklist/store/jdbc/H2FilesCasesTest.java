package dev.gatehouse.tasklist.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.tasklist.store.TaskStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attack 11: the file of an H2 database with tasks belongs to its owner alone. */
class H2FilesCasesTest {

    @TempDir
    Path folder;

    @Test
    void databaseFile_isReadableByItsOwnerOnly() throws Exception {
        Assumptions.assumeTrue(
                folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Path file = folder.resolve("tasks.mv.db");
        for (int i = 0; i < 2; i++) {
            try (TaskStore store = TaskStores.open("jdbc:h2:file:" + folder.resolve("tasks"))) {
                TestStores.deploy(store);
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        }
    }
}
