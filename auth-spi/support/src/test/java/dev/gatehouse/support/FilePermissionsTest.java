package dev.gatehouse.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attack 11: trusted files that every user of the machine can change, and database files that every user can read. */
class FilePermissionsTest {

    @TempDir
    Path folder;

    @BeforeEach
    void requirePosix() {
        Assumptions.assumeTrue(
                folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    }

    private Path file(String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return file;
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @ParameterizedTest
    @CsvSource({
        "rw-rw-rw-,true",
        "rw-----w-,true",
        "-------w-,true",
        "rw-r--r--,false",
        "rw-rw-r--,false",
        "r--------,false"
    })
    void fileThatOthersMayWrite_isChangeable(String permissions, boolean changeable) throws IOException {
        assertEquals(changeable, FilePermissions.changeableByAll(file(permissions)));
    }

    @Test
    void fileInAnOpenDirectory_isChangeableUnlessTheDirectoryIsSticky() throws IOException {
        Path file = file("rw-------");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertTrue(FilePermissions.changeableByAll(file));
        Files.setAttribute(folder, "unix:mode", 0_1777);
        assertFalse(FilePermissions.changeableByAll(file));
    }

    @Test
    void links_areFollowed() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), file("rw-rw-rw-"));
        assertTrue(FilePermissions.changeableByAll(link));
        assertFalse(FilePermissions.changeableByAll(folder.resolve("missing")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "file:", "FILE:"})
    void newDatabase_beginsWithAFileOfItsOwner(String scheme) throws IOException {
        Path database = folder.resolve("deep/er/tasks.mv.db");
        assertTrue(H2Files.restrict("jdbc:h2:" + scheme + folder.resolve("deep/er/tasks") + ";MODE=PostgreSQL")
                .isEmpty());
        assertEquals("rw-------", permissions(database));
        assertEquals(0, Files.size(database));
    }

    @Test
    void existingDatabase_isRestrictedAndKept() throws IOException {
        Path database = Files.writeString(folder.resolve("tasks.mv.db"), "content");
        Path trace = Files.writeString(folder.resolve("tasks.trace.db"), "trace");
        Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("rw-rw-r--"));
        Files.setPosixFilePermissions(trace, PosixFilePermissions.fromString("rw-r--r--"));
        assertTrue(H2Files.restrict("jdbc:h2:file:" + folder.resolve("tasks")).isEmpty());
        assertEquals("rw-------", permissions(database));
        assertEquals("rw-------", permissions(trace));
        assertEquals("content", Files.readString(database));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:mem:x",
                "jdbc:h2:tcp://localhost/~/x",
                "jdbc:h2:zip:~/x.zip!/y",
                "jdbc:h2:",
                "jdbc:postgresql://host/x",
                "jdbc:h2:file:%s/x;IFEXISTS=TRUE",
                "jdbc:h2:file:%s/x;ACCESS_MODE_DATA=r"
            })
    void otherDatabases_createNoFile(String url) throws IOException {
        assertTrue(H2Files.restrict(url.replace("%s", folder.toString())).isEmpty());
        try (var files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
    }
}
