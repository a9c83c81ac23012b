package dev.gatehouse.cookie.users;

import static dev.gatehouse.cookie.testkit.PasskeyStoreContract.passkey;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.gatehouse.cookie.testkit.PasskeyStoreContract;
import dev.gatehouse.testkit.TestContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class PasskeysFileTest implements PasskeyStoreContract {

    private static final String HASH =
            "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$d3Jvbmd3cm9uZ3dyb25nd3Jvbmd3cm9uZ3dyb25nd3I";

    @TempDir
    private Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private @Nullable PasskeysFile store;
    private long version;

    private Path file() {
        return folder.resolve("users.properties.passkeys");
    }

    @Override
    public PasskeyStore store() {
        PasskeysFile made = store == null ? new PasskeysFile(file()) : store;
        store = made;
        return made;
    }

    private Path writeUsers(String... names) throws Exception {
        StringBuilder lines = new StringBuilder();
        for (String name : names) {
            lines.append("user.").append(name).append(".password=").append(HASH).append('\n');
        }
        Path users = Files.writeString(folder.resolve("users.properties"), lines);
        Files.setLastModifiedTime(users, FileTime.fromMillis(1_700_000_000_000L + 10_000 * ++version));
        return users;
    }

    @Test
    void anotherProcess_readsWhatWasWritten() throws Exception {
        store().add(passkey("one", "ann", 7), MOST);
        PasskeysFile later = new PasskeysFile(file());
        assertEquals(Optional.of(passkey("one", "ann", 7)), later.find("one"));
        assertEquals(store().secret(), later.secret());
    }

    @Test
    void file_isReadableForItsOwnerOnly() throws Exception {
        store().add(passkey("one", "ann", 7), MOST);
        if (file().getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
        }
        try (Stream<Path> all = Files.list(folder)) {
            assertEquals(List.of(file()), all.toList(), "no temporary file is left");
        }
    }

    @Test
    void lookup_createsNoFile() throws Exception {
        assertEquals(Optional.empty(), store().find("one"));
        assertFalse(Files.exists(file()));
    }

    @Test
    void lineRemovedByHand_takesEffect() throws Exception {
        store().add(passkey("one", "ann", 7), MOST);
        store().add(passkey("two", "ann", 7), MOST);
        List<String> kept = Files.readAllLines(file()).stream()
                .filter(line -> !line.contains("\"two\""))
                .toList();
        Files.writeString(file(), String.join("\n", kept));
        assertEquals(Optional.empty(), store().find("two"));
        assertTrue(store().find("one").isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"secret\":\"s\"}",
                "{\"secret\":1,\"passkeys\":[]}",
                "{\"secret\":\"\",\"passkeys\":[]}",
                "{\"secret\":\"guessed\",\"passkeys\":[]}",
                "{\"secret\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\",\"passkeys\":[]}",
                "{\"secret\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\",\"passkeys\":[1]}",
                "{\"secret\":\"s\",\"passkeys\":[1]}",
                "{\"secret\":\"s\",\"passkeys\":[{\"id\":\"x\"}]}",
                "{\"secret\":\"s\",\"passkeys\":[],\"passkeys\":[]}"
            })
    void damagedFile_answersNothingAndIsKept(String content) throws Exception {
        Files.writeString(file(), content);
        PasskeysFile damaged = new PasskeysFile(file());
        assertThrows(UsersUnavailableException.class, () -> damaged.find("one"));
        assertThrows(UsersUnavailableException.class, () -> damaged.add(passkey("one", "ann", 0), MOST));
        assertThrows(UsersUnavailableException.class, damaged::secret);
        assertEquals(content, Files.readString(file()));
    }

    @Test
    void folderThatDoesNotExist_isUnavailable() {
        PasskeysFile nowhere = new PasskeysFile(folder.resolve("none/users.passkeys"));
        assertThrows(UsersUnavailableException.class, () -> nowhere.add(passkey("one", "ann", 0), MOST));
    }

    @Test
    void userRemovedFromTheUsersFile_losesThePasskeys() throws Exception {
        Path users = writeUsers("ann", "bob");
        TestContext context =
                TestContext.of("cookie", UsersSettings.all(), Map.of(UsersSettings.USERS_FILE.key(), users.toString()));
        UsersFile directory = UsersFile.load(context, false, Clock.systemUTC(), nanos::get);
        PasskeyStore passkeys = directory.passkeys().orElseThrow();
        passkeys.add(passkey("one", "ann", 0), MOST);
        passkeys.add(passkey("two", "bob", 0), MOST);

        writeUsers("bob");
        nanos.addAndGet(2_000_000_000L);
        assertTrue(directory.find("ann").isEmpty());
        writeUsers("ann", "bob");
        nanos.addAndGet(2_000_000_000L);
        assertTrue(directory.find("ann").isPresent());

        assertEquals(Optional.empty(), passkeys.find("one"), "another person has the name now");
        assertTrue(passkeys.find("two").isPresent());
        assertEquals(Optional.empty(), new PasskeysFile(file()).find("one"));
    }

    @ParameterizedTest
    @CsvSource({"rw-rw-rw-, true", "rw-----w-, true", "rw-------, false", "rw-r--r--, false"})
    void fileThatOthersMayChange_isReportedAtTheStart(String permissions, boolean reported) throws Exception {
        Path users = writeUsers("ann");
        store().add(passkey("one", "ann", 0), MOST);
        Assumptions.assumeTrue(
                file().getFileSystem().supportedFileAttributeViews().contains("posix"));
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(permissions));
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(PasskeysFile.class);
        log.start();
        logger.addAppender(log);
        try {
            UsersFile unused = UsersFile.load(
                    TestContext.of(
                            "cookie", UsersSettings.all(), Map.of(UsersSettings.USERS_FILE.key(), users.toString())),
                    false,
                    Clock.systemUTC(),
                    nanos::get);
        } finally {
            logger.detachAppender(log);
        }
        String warning = "can change or replace " + file();
        assertEquals(
                reported,
                log.list.stream().anyMatch(line -> line.getFormattedMessage().contains(warning)));
    }
}
