package dev.gatehouse.cookie.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.testkit.TestContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddUserTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    private Path file() {
        return folder.resolve("users.properties");
    }

    private int run(String password, String... args) throws Exception {
        PrintStream print = new PrintStream(output, true, StandardCharsets.UTF_8);
        return AddUser.run(
                args,
                PasswordInput.of(null, new ByteArrayInputStream(password.getBytes(StandardCharsets.UTF_8))),
                print,
                print);
    }

    private UsersFile users() {
        return UsersFile.load(
                TestContext.of("cookie", UsersSettings.all(), Map.of("auth.cookie.users-file", file().toString())),
                false,
                Clock.systemUTC(),
                System::nanoTime);
    }

    @Test
    void addedUser_isInTheFile() throws Exception {
        assertEquals(0, run("correct horse\n", "--file", file().toString(), "jörg.m"));
        assertEquals(
                0,
                run(
                        "battery staple",
                        "--permissions",
                        "READ,WRITE",
                        "ann",
                        "--file",
                        file().toString(),
                        "--display-name",
                        "Ann with = and #",
                        "--groups",
                        "sales"));
        User ann = users().find("ann").orElseThrow();
        assertEquals("Ann with = and #", ann.displayName());
        assertEquals(Set.of("READ", "WRITE"), ann.permissions());
        assertEquals(Set.of("sales"), ann.groups());
        assertTrue(ann.password().orElseThrow().matches("battery staple"));
        assertTrue(users().find("jörg.m").orElseThrow().password().orElseThrow().matches("correct horse"));
        String text = Files.readString(file());
        assertFalse(text.contains("staple") || text.contains("horse"));
        assertFalse(output.toString(StandardCharsets.UTF_8).contains("staple"));
    }

    /** Only root can give a file to a group of its choice; for another user the file keeps the group that it has. */
    @Test
    void ownerGroupAndPermissions_areKept() throws Exception {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("unix");
        assertEquals(0, run("correct horse", "--file", file().toString(), "ann"));
        if (posix) {
            if (Files.getAttribute(file(), "unix:uid").equals(0)) {
                Files.setAttribute(file(), "unix:uid", 10_001);
                Files.setAttribute(file(), "unix:gid", 10_002);
            }
            Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
        }
        String attributes = posix ? "unix:uid,gid,permissions" : "*";
        Map<String, Object> before = Files.readAttributes(file(), attributes);

        assertEquals(0, run("battery staple", "--file", file().toString(), "bob"));

        assertTrue(users().find("bob").isPresent());
        if (posix) {
            assertEquals(before, Files.readAttributes(file(), attributes));
        }
    }

    @Test
    void refusedUser_keepsTheFile() throws Exception {
        String path = file().toString();
        assertEquals(0, run("correct horse", "--file", path, "ann"));
        String text = Files.readString(file());
        assertEquals(1, run("correct horse", "--file", path, "ann"), "the name exists");
        assertEquals(1, run("correct horse", "--file", path, "ANN"), "the name exists in another case");
        assertEquals(1, run("short", "--file", path, "bob"));
        assertEquals(1, run("iloveyou", "--file", path, "bob"));
        assertEquals(1, run("bob12345", "--file", path, "bob"));
        assertEquals(1, run("correct horse", "--file", path, "a=b"));
        assertEquals(1, run("correct horse", "--file", path, "bob\nuser.ann.permissions=ADMIN"));
        assertEquals(1, run("correct horse", "--file", path, "bob", "--groups", "x\nuser.ann.permissions=ADMIN"));
        assertEquals(1, run("correct horse", "--file", path, "bob", "--permissions", "A,,B"));
        assertEquals(
                1,
                run("correct horse", "--file", folder.resolve("no/such/folder").toString(), "bob"));
        assertEquals(text, Files.readString(file()));
        assertFalse(output.toString(StandardCharsets.UTF_8).contains("iloveyou"));
    }

    @Test
    void replacedPassword_changesItsLineOnly() throws Exception {
        String path = file().toString();
        String others = "user.ann.groups = sales\r\n# user.ann.password = x\n";
        String password = "\ufeffuser.ann.password =  ";
        String before = SampleUsers.hash("correct horse").text();
        Files.writeString(file(), password + before + "\r\n" + others);

        assertEquals(1, run("iloveyou", "--file", path, "--replace-password", "ann"));
        assertEquals(1, run("battery staple", "--file", path, "--replace-password", "bob"));
        assertEquals(1, run("battery staple", "--file", path, "ann"), "not without the option");
        assertEquals(password + before + "\r\n" + others, Files.readString(file()));

        assertEquals(0, run("battery staple\n", "--replace-password", "ann", "--file", path));

        User ann = users().find("ann").orElseThrow();
        assertTrue(ann.password().orElseThrow().matches("battery staple"));
        assertEquals(Set.of("sales"), ann.groups());
        String hash = ann.password().orElseThrow().text();
        assertEquals(password + hash + "\r\n" + others, Files.readString(file()));
        String printed = output.toString(StandardCharsets.UTF_8);
        assertTrue(printed.contains("there is no user bob in "), printed);
        assertTrue(printed.contains("already; --replace-password changes the password"), printed);
        assertTrue(printed.endsWith("replaced the password of ann in " + path + System.lineSeparator()), printed);
    }

    @Test
    void replacedPassword_createsNoFileAndRepairsAHash() throws Exception {
        String path = file().toString();
        assertEquals(1, run("battery staple", "--file", path, "--replace-password", "ann"));
        assertFalse(Files.exists(file()));
        Files.writeString(file(), "user.ann.password = nonsense\n");
        assertEquals(0, run("battery staple", "--file", path, "--replace-password", "ann"));
        assertTrue(users().find("ann").isPresent());
        Files.writeString(file(), "user.ann.password = nonsense\nuser.bob.password = nonsense\n");
        String broken = Files.readString(file());
        assertEquals(1, run("battery staple", "--file", path, "--replace-password", "ann"));
        assertEquals(broken, Files.readString(file()), "still invalid");
    }

    @Test
    void wrongArguments_printTheUsage() throws Exception {
        String path = file().toString();
        assertEquals(2, run("x"));
        assertEquals(2, run("x", "ann"));
        assertEquals(2, run("x", "--file", path));
        assertEquals(2, run("x", "--file", path, "ann", "bob"));
        assertEquals(2, run("x", "--file", path, "--file", path, "ann"));
        assertEquals(2, run("x", "ann", "--file"));
        assertEquals(2, run("x", "--file", path, "ann", "--password", "hunter2hunter2"));
        assertEquals(2, run("x", "--file", path, "--replace-password"));
        assertEquals(2, run("x", "--file", path, "--replace-password", "--replace-password", "ann"));
        assertEquals(2, run("x", "--file", path, "--replace-password", "--groups", "A", "ann"));
        assertTrue(output.toString(StandardCharsets.UTF_8).contains("usage:"));
        assertFalse(output.toString(StandardCharsets.UTF_8).contains("hunter2"));
        assertFalse(Files.exists(file()));
    }
}
