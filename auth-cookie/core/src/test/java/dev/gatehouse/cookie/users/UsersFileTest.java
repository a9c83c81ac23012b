package dev.gatehouse.cookie.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.read.ListAppender;
import dev.gatehouse.cookie.sessions.ManualTicker;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.testkit.TestContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class UsersFileTest {

    // Later than the times of all versions below.
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_800_000_000L), ZoneOffset.UTC);

    private static final String HASH =
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

    @TempDir
    private Path folder;

    private final ManualTicker ticks = new ManualTicker();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(UsersFile.class);
    private long version;

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
        logger.setAdditive(false);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
        logger.setAdditive(true);
    }

    private Path file() {
        return folder.resolve("users.properties");
    }

    private void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    // Each version has a time of its own, however coarse the timestamps of the file system are.
    private void write(byte[] content) throws IOException {
        Files.write(file(), content);
        if (file().getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
        }
        Files.setLastModifiedTime(file(), FileTime.fromMillis(1_700_000_000_000L + 10_000 * version++));
    }

    private UsersFile load() {
        return load(false);
    }

    private UsersFile load(boolean demoUsers) {
        TestContext context =
                TestContext.of("cookie", UsersSettings.all(), Map.of("auth.cookie.users-file", file().toString()));
        return UsersFile.load(context, demoUsers, CLOCK, ticks);
    }

    private String refusal() {
        SettingException refused = assertThrows(SettingException.class, this::load);
        assertEquals("auth.cookie.users-file", refused.key());
        return String.valueOf(refused.getMessage());
    }

    @Test
    void fileWithAllProperties_isRead() throws Exception {
        write("\ufeff# the team\r\n\r\n"
                + "user.demo.password = " + HASH + "\r\n"
                + "user.demo.permissions = READ, WRITE\r\n"
                + "user.demo.display-name=Demo = the user\r\n"
                + "user.demo.groups=sales , support\n"
                + "user.demo.tenants=\n"
                + "  user.demo.disabled=false\n"
                + "user.jörg.müller@example.com.password=" + HASH + "\n"
                + "user.jörg.müller@example.com.disabled=true");
        UsersFile users = load();
        User demo = users.find("demo").orElseThrow();
        assertEquals("Demo = the user", demo.displayName());
        assertEquals(Set.of("READ", "WRITE"), demo.permissions());
        assertEquals(Set.of("sales", "support"), demo.groups());
        assertEquals(Set.of(), demo.tenants());
        assertFalse(demo.disabled());
        assertTrue(demo.password().orElseThrow().matches("password"));
        User other = users.find("jörg.müller@example.com").orElseThrow();
        assertEquals("jörg.müller@example.com", other.displayName());
        assertTrue(other.disabled());
        assertEquals(Optional.empty(), users.find("Demo"));
        assertEquals(Optional.empty(), users.find("demo "));
        assertEquals(Optional.empty(), users.find("jo\u0308rg.mu\u0308ller@example.com"));
        assertEquals("$argon2id$v=19$m=256,t=2,p=1", users.decoy().cost());
        assertEquals(0, log.list.size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 | demo = x | expected user.<name>.<property> = <value>",
                "2 | user.demo | expected user.<name>.<property> = <value>",
                "2 | user.demo.passwort=x | expected user.<name>.<property> = <value>",
                "2 | user.password=x | expected user.<name>.<property> = <value>",
                "2 | user..password=x | 1 to 255 characters",
                "2 | user. a.password=x | surrounding blanks",
                "2 | user.a\tb.password=x | without control characters",
                "2 | user.b.password= | dev.gatehouse.cookie.users.HashPassword",
                "2 | user.b.password=secret-in-clear | $argon2id$, $2a$, $2b$ or $2y$",
                "2 | user.b.password=$argon2id$v=19$m=999999,t=2,p=1$c29tZXNhbHQ$"
                        + "nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4 | m=65536",
                "2 | user.a.password=x | is already in line 1",
                "2 | user.A.permissions=READ | differs only in case",
                "2 | user.a.permissions=READ,,WRITE | separated by commas",
                "2 | user.a.groups=x, x | distinct values",
                "2 | user.a.disabled=yes | true or false",
                "2 | user.a.display-name= | remove the line",
                "2 | user.b.permissions=READ | has no password"
            })
    void invalidLine_isRefusedWithPositionAndRemedy(int line, String content, String remedy) throws Exception {
        write("user.a.password=" + HASH + "\n" + content + "\n");
        String message = refusal();
        assertTrue(message.contains(file() + ":" + line + ": "), message);
        assertTrue(message.contains(remedy), message);
        assertFalse(message.contains("secret-in-clear") || message.contains("\n"), message);
    }

    @Test
    void unreadableFile_isRefused() throws Exception {
        assertTrue(refusal().contains(file() + ": the file does not exist"));
        Files.createDirectory(file());
        assertTrue(refusal().contains(file() + ": cannot read the file"));
    }

    @Test
    void fileWithoutUsers_isRefused() throws Exception {
        write("# empty\n");
        assertTrue(refusal().contains("the file contains no user"));
    }

    @Test
    void fileInAnotherEncoding_isRefused() throws Exception {
        write("user.jörg.password=x".getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(refusal().contains("not in UTF-8"));
    }

    @Test
    void settingWithoutAFile_isRefused() {
        TestContext context = TestContext.of("cookie", UsersSettings.all(), Map.of());
        assertEquals(
                "auth.cookie.users-file",
                assertThrows(SettingException.class, () -> UsersFile.load(context, false, CLOCK, ticks))
                        .key());
    }

    @Test
    void worldReadableFile_isReported() throws Exception {
        write("user.a.password=" + HASH);
        if (!file().getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
        load();
        assertEquals(1, log.list.size());
        assertTrue(log.list.get(0).getFormattedMessage().contains("chmod 600"));
    }

    @Test
    void fileInADirectoryThatOthersMayWrite_isReported() throws Exception {
        write("user.a.password=" + HASH);
        if (!file().getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        Files.setPosixFilePermissions(file().getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
        load();
        assertEquals(1, log.list.size());
        assertTrue(log.list.get(0).getFormattedMessage().contains("replace"));
    }

    @Test
    void bcryptOfLowCost_isReportedAtEachReading() throws Exception {
        String cheap = "$2b$04$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ0123C";
        write("user.a.password=" + cheap + "\nuser.b.password=" + HASH);
        load();
        assertEquals(1, log.list.size());
        String message = log.list.get(0).getFormattedMessage();
        assertTrue(message.contains("hashes of a are bcrypt with a cost below 10"), message);
        assertFalse(message.contains(cheap.substring(8)), message);
    }

    @Test
    void groupThatIsADistinguishedName_isQuoted() throws Exception {
        write("user.a.password=" + HASH + "\nuser.a.groups=\"CN=a b,OU=c\", office");
        assertEquals(
                Set.of("CN=a b,OU=c", "office"), load().find("a").orElseThrow().groups());
    }

    @Test
    void changedFile_isReloadedWhenUnchangedTwice() throws Exception {
        write("user.a.password=" + HASH);
        UsersFile users = load();
        write("user.b.password=" + HASH + "\nuser.a.password=" + HASH + "\nuser.a.disabled=true");
        Files.setLastModifiedTime(file(), FileTime.from(CLOCK.instant().plusSeconds(3600)));
        assertTrue(users.find("b").isEmpty(), "checked once a second at most");
        ticks.seconds(1);
        assertTrue(users.find("b").isEmpty(), "seen for the first time: it may still be written");
        ticks.seconds(1);
        assertTrue(users.find("b").isPresent());
        assertTrue(users.find("a").orElseThrow().disabled());
        assertEquals(Health.State.UP, users.health().state());
    }

    @Test
    void olderChange_isReloadedAtOnce() throws Exception {
        write("user.a.password=" + HASH);
        UsersFile users = load();
        write("user.a.password=" + HASH + "\nuser.a.disabled=true");
        Files.setLastModifiedTime(file(), FileTime.from(CLOCK.instant().minusSeconds(5)));
        ticks.seconds(8 * 3600);
        assertTrue(users.find("a").orElseThrow().disabled());
    }

    @Test
    void invalidChange_keepsTheUsersAndIsReportedOnce() throws Exception {
        write("user.a.password=" + HASH);
        UsersFile users = load();
        write("user.a.password=oops");
        for (int i = 0; i < 5; i++) {
            ticks.seconds(1);
            assertTrue(users.find("a").orElseThrow().password().orElseThrow().matches("password"));
        }
        assertEquals(Health.State.DEGRADED, users.health().state());
        assertEquals(1, log.list.size());
        String message = log.list.get(0).getFormattedMessage();
        assertTrue(message.contains(file() + ":1: ") && !message.contains("oops"), message);
        write("user.c.password=" + HASH);
        ticks.seconds(1);
        users.health();
        ticks.seconds(1);
        assertEquals(Health.State.UP, users.health().state());
        assertTrue(users.find("a").isEmpty() && users.find("c").isPresent());
    }

    private static String line(String name, String password) {
        return "user." + name + ".password=" + PasswordHash.create(password).text() + "\n";
    }

    @ParameterizedTest
    @CsvSource({"demo, demo", "act, act", "view, view", "Demo, Demo", "Demo, demo"})
    void demoUserWithItsPublicPassword_isRefused(String name, String password) throws Exception {
        write("user.a.password=" + HASH + "\nuser." + name + ".disabled=true\n" + line(name, password));
        String message = refusal();
        assertTrue(message.contains(file() + ":3: the user " + name + " has its name as its password"), message);
        assertTrue(message.contains("Change the password or remove the user"), message);
        assertFalse(message.contains("$argon2id$"), message);
    }

    @Test
    void demoUserAddedLater_keepsTheUsersUntilThePasswordChanges() throws Exception {
        write("user.a.password=" + HASH);
        UsersFile users = load();
        write("user.b.password=" + HASH + "\n" + line("demo", "demo"));
        for (int i = 0; i < 3; i++) {
            ticks.seconds(1);
            assertTrue(users.find("demo").isEmpty() && users.find("b").isEmpty());
            assertTrue(users.find("a").isPresent());
        }
        assertEquals(Health.State.DEGRADED, users.health().state());
        assertTrue(users.health().detail().contains(file() + ":2: the user demo has its name as its password"));
        assertEquals(1, log.list.size());
        write("user.b.password=" + HASH + "\nuser.demo.password=" + HASH);
        ticks.seconds(2);
        assertTrue(users.find("demo").isPresent() && users.find("a").isEmpty());
        assertEquals(Health.State.UP, users.health().state());
    }

    @Test
    void passwordOfTheFileSetToThePublicOne_keepsTheOldOne() throws Exception {
        write("user.demo.password=" + HASH);
        UsersFile users = load();
        write(line("demo", "demo"));
        ticks.seconds(2);
        assertFalse(users.find("demo").orElseThrow().password().orElseThrow().matches("demo"));
    }

    @Test
    void demonstration_hasDemoUsersAlsoAfterAChange() throws Exception {
        write(line("demo", "demo"));
        UsersFile users = load(true);
        assertTrue(users.find("demo").orElseThrow().password().orElseThrow().matches("demo"));
        write(line("act", "act"));
        ticks.seconds(2);
        assertTrue(users.find("act").isPresent() && users.find("demo").isEmpty());
    }

    @Test
    void deletedFile_keepsTheUsers() throws Exception {
        write("user.a.password=" + HASH);
        UsersFile users = load();
        Files.delete(file());
        ticks.seconds(1);
        users.find("a");
        ticks.seconds(1);
        assertTrue(users.find("a").isPresent());
        assertEquals(Health.State.DEGRADED, users.health().state());
    }

    @Test
    void decoy_hasTheMostFrequentCost() throws Exception {
        String bcrypt = "$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i";
        write("user.a.password=" + bcrypt + "\nuser.b.password=" + HASH + "\nuser.c.password=" + bcrypt);
        assertEquals("$2a$06", load().decoy().cost());
    }

    /** Waits for a line of the log. */
    private static final class Told extends AppenderBase<ILoggingEvent> {
        private final String text;
        private final CountDownLatch told = new CountDownLatch(1);

        Told(String text) {
            this.text = text;
        }

        @Override
        protected void append(ILoggingEvent event) {
            if (event.getFormattedMessage().contains(text)) {
                told.countDown();
            }
        }
    }

    private Told listenFor(String text) {
        Told told = new Told(text);
        told.start();
        logger.addAppender(told);
        return told;
    }

    @Test
    void watchedFile_isReportedBeforeSomebodyLogsIn() throws Exception {
        write("user.ann.password = " + HASH);
        AtomicLong time = new AtomicLong();
        TestContext context =
                TestContext.of("cookie", UsersSettings.all(), Map.of("auth.cookie.users-file", file().toString()));
        // Each look at the time is a second later.
        UsersFile users = UsersFile.load(context, false, CLOCK, () -> time.addAndGet(1_000_000_000L));
        Told missing = listenFor("does not exist");
        Told broken = listenFor("users.properties:1");
        Told mended = listenFor("reloaded");
        try (users) {
            users.watch(Duration.ofMillis(1));
            Files.delete(file());
            missing.told.await();
            write("nonsense");
            broken.told.await();
            write("user.ben.password = " + HASH);
            mended.told.await();
        } finally {
            logger.detachAppender(missing);
            logger.detachAppender(broken);
            logger.detachAppender(mended);
        }
        assertTrue(users.find("ben").isPresent());
        assertEquals(Health.State.UP, users.health().state());
    }
}
