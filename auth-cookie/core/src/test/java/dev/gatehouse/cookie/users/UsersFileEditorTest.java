package dev.gatehouse.cookie.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.sessions.ManualTicker;
import dev.gatehouse.spi.files.UnusableFileException;
import dev.gatehouse.testkit.TestContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsersFileEditorTest {

    private static final String BCRYPT = "$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i";
    private static final String HASH = SampleUsers.hash("password").text();

    @TempDir
    private Path folder;

    private final ManualTicker ticks = new ManualTicker();

    private Path file() {
        return folder.resolve("users.properties");
    }

    private UsersFile load(String rehash) {
        return UsersFile.load(
                TestContext.of(
                        "cookie",
                        UsersSettings.all(),
                        Map.of("auth.cookie.users-file", file().toString(), "auth.cookie.rehash", rehash)),
                false,
                Clock.systemUTC(),
                ticks);
    }

    private boolean posix() {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    @Test
    void rehash_replacesTheHashOnly() throws Exception {
        String text = "\ufeff# our team\r\nuser.demo.password =  " + BCRYPT + "  \r\n\r\nuser.demo.permissions=READ\n"
                + "user.demo.x.password=" + HASH + "\n";
        Files.writeString(file(), text);
        if (posix()) {
            Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
        }
        UsersFile users = load("on");
        User demo = users.find("demo").orElseThrow();
        PasswordHash next = PasswordHash.create("other");
        User kept = users.rehash(demo, next).orElseThrow();
        assertEquals(next.text(), kept.password().orElseThrow().text());
        assertEquals(text.replace(BCRYPT, next.text()), Files.readString(file()));
        assertEquals(
                next.text(),
                users.find("demo").orElseThrow().password().orElseThrow().text());
        if (posix()) {
            assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
        }
        try (var left = Files.list(folder)) {
            assertEquals(List.of(file()), left.toList());
        }
    }

    @Test
    void concurrentlyChangedHash_isKept() throws Exception {
        Files.writeString(file(), "user.demo.password=" + BCRYPT);
        UsersFile users = load("on");
        User demo = users.find("demo").orElseThrow();
        Files.writeString(file(), "user.demo.password=" + HASH);
        User kept = users.rehash(demo, PasswordHash.create("other")).orElseThrow();
        assertEquals(HASH, kept.password().orElseThrow().text());
        assertEquals("user.demo.password=" + HASH, Files.readString(file()));
    }

    @Test
    void invalidFile_isNotChanged() throws Exception {
        Files.writeString(file(), "user.demo.password=" + BCRYPT);
        UsersFile users = load("on");
        User demo = users.find("demo").orElseThrow();
        String broken = "user.demo.password=" + BCRYPT + "\nnonsense";
        Files.writeString(file(), broken);
        assertThrows(UsersUnavailableException.class, () -> users.rehash(demo, PasswordHash.create("other")));
        assertEquals(broken, Files.readString(file()));
        assertTrue(users.find("demo").isPresent());
    }

    @Test
    void linksAndReadOnlyFiles_areNotChanged() throws Exception {
        Files.writeString(file(), "user.demo.password=" + BCRYPT);
        assertFalse(load("off").rehashes());
        assertTrue(load("on").rehashes());
        Path real = folder.resolve("mounted");
        Files.move(file(), real);
        Files.createSymbolicLink(file(), real);
        assertFalse(load("on").rehashes(), "a link is how configuration is mounted");
    }

    @Test
    void readOnlyFolder_keepsTheFile() throws Exception {
        Files.writeString(file(), "user.demo.password=" + BCRYPT);
        Assumptions.assumeTrue(posix(), "needs POSIX permissions");
        UsersFile users = load("on");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-x---"));
        try {
            // Permissions do not restrict root.
            assertEquals(Files.isWritable(folder), users.rehashes());
        } finally {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
        }
    }

    @Test
    void append_createsFilesForTheOwnerOnly() throws Exception {
        UsersFileEditor editor = new UsersFileEditor(file());
        editor.append(List.of("user.demo.password = " + HASH));
        if (posix()) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
        }
        Files.writeString(file(), "# no line end at the end\nuser.demo.password = " + HASH);
        editor.append(List.of("user.act.password = " + HASH, "user.act.permissions = READ"));
        UsersFile users = load("off");
        assertTrue(users.find("demo").isPresent() && users.find("act").isPresent());
        UnusableFileException twice =
                assertThrows(UnusableFileException.class, () -> editor.append(List.of("user.demo.password = " + HASH)));
        assertEquals(5, twice.line());
    }
}
