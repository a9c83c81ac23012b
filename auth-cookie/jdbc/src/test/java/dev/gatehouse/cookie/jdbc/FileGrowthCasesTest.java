package dev.gatehouse.cookie.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.sessions.AttemptLimit;
import dev.gatehouse.cookie.sessions.LoginAttempts;
import dev.gatehouse.cookie.sessions.SessionStore;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.testkit.SessionSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Attack 13: failed logins from many addresses made the file of the database grow by gigabytes. Sessions are still
 * written at once: the test opens copies of the file that are made without closing the database, as after a kill.
 */
class FileGrowthCasesTest {

    private static final int LOGINS = 1_000;
    private static final int MOST_BYTES_PER_LOGIN = 100;
    private static final AttemptLimit LIMIT = new AttemptLimit(5, Duration.ofSeconds(30));

    @TempDir
    private Path folder;

    private final TestStores stores = new TestStores();
    private int copies;

    @AfterEach
    void close() throws Exception {
        stores.close();
    }

    private String url(String name) {
        return "jdbc:h2:" + folder.resolve(name);
    }

    private SessionStore copy() throws IOException {
        String name = "copy" + ++copies;
        Files.copy(folder.resolve("db.mv.db"), folder.resolve(name + ".mv.db"));
        return stores.store(url(name));
    }

    @Test
    void failedLoginsFromManyAddresses_growTheFileByLittle() throws Exception {
        LoginAttempts attempts = stores.store(url("db")).loginAttempts().orElseThrow();
        long before = Files.size(folder.resolve("db.mv.db"));
        for (int i = 0; i < LOGINS; i++) {
            // The counts of a failed login: its address, its name with the address, and its name.
            assertEquals(Duration.ZERO, attempts.take(new LoginAttempts.Key(i * 0x9E3779B97F4A7C15L, 1), LIMIT));
            assertEquals(Duration.ZERO, attempts.take(new LoginAttempts.Key(i * 0xC2B2AE3D27D4EB4FL, 2), LIMIT));
            assertEquals(Duration.ZERO, attempts.take(new LoginAttempts.Key(i * 0x165667B19E3779F9L, 3), LIMIT));
        }
        stores.close();
        long growth = Files.size(folder.resolve("db.mv.db")) - before;
        assertTrue(growth < (long) LOGINS * MOST_BYTES_PER_LOGIN, growth + " bytes");
    }

    @Test
    void countsAndRememberedKeys_areSeparate() throws Exception {
        LoginAttempts.Key key = new LoginAttempts.Key(1, 1);
        LoginAttempts attempts = stores.store(url("db")).loginAttempts().orElseThrow();
        attempts.take(key, LIMIT);
        attempts.remember(key, Duration.ofDays(30));
        stores.close();
        LoginAttempts restarted = stores.store(url("db")).loginAttempts().orElseThrow();
        assertTrue(restarted.remembers(key), "remembered for days");
        for (int i = 0; i < LIMIT.attempts(); i++) {
            assertEquals(Duration.ZERO, restarted.take(key, LIMIT));
        }
        assertFalse(restarted.take(key, LIMIT).isZero());
    }

    @Test
    void moreKeysThanTheMemoryHolds_shareCounts() throws Exception {
        SessionDatabase sessions = stores.sessions(url("db"));
        LoginAttempts attempts = new JdbcLoginAttempts(sessions, stores.time);
        for (long i = 0; i < Dialect.H2.mostAttemptKeys(); i++) {
            sessions.attemptKeyAdded();
        }
        assertTrue(sessions.crowded());
        // Keys whose low halves differ by a multiple of 1024 share one count.
        for (int i = 0; i < LIMIT.attempts(); i++) {
            assertEquals(Duration.ZERO, attempts.take(new LoginAttempts.Key(i + 1, 7 + 1024L * i), LIMIT));
        }
        assertFalse(attempts.take(new LoginAttempts.Key(9, 7), LIMIT).isZero());
    }

    @Test
    void addedSession_isInTheFileWhenTheCallReturns() throws Exception {
        SessionRecord session = SessionSamples.session(1, "jane", null);
        stores.store(url("db")).add(session, SessionSamples.KEEP);
        assertTrue(copy().find(session.id()).isPresent());
    }

    @Test
    void removedAndReplacedSessions_areInTheFileWhenTheCallReturns() throws Exception {
        SessionStore store = stores.store(url("db"));
        List<SessionRecord> sessions = List.of(
                SessionSamples.session(1, "jane", null),
                SessionSamples.session(2, "john", null),
                SessionSamples.session(3, "jack", "sid"));
        for (SessionRecord session : sessions) {
            store.add(session, SessionSamples.KEEP);
        }
        SessionRecord next = sessions.get(1).with(sessions.get(1).caller(), "renewed");
        store.replace(0, next, SessionSamples.KEEP);
        assertEquals("renewed", copy().find(next.id()).orElseThrow().data());
        store.remove(sessions.get(0).id());
        assertFalse(copy().find(sessions.get(0).id()).isPresent());
        store.removeWhere(new Sessions.Selection("local", "sid", null, null));
        assertFalse(copy().find(sessions.get(2).id()).isPresent());
    }
}
