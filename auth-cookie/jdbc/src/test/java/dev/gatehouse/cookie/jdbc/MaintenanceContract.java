package dev.gatehouse.cookie.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.sessions.AttemptLimit;
import dev.gatehouse.cookie.sessions.LoginAttempts;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.SessionId;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.Sessions.Selection;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The content of the tables and its clean-up. */
interface MaintenanceContract {

    String url();

    TestStores stores();

    @AfterEach
    default void closeStores() throws Exception {
        stores().close();
    }

    private static SessionRecord session(int number, Instant start) {
        Caller caller = Caller.builder("local", "demo").build();
        return new SessionRecord(
                new SessionId("A".repeat(38) + (10_000 + number)),
                "cookie",
                caller,
                "sid" + number,
                null,
                start,
                start,
                start.plusSeconds(3600),
                false,
                "",
                0);
    }

    private long count(String table) throws SQLException {
        try (Connection connection = stores().database(url()).directly();
                PreparedStatement query = connection.prepareStatement("SELECT COUNT(*) FROM " + table);
                ResultSet result = query.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }

    private void overwrite(SessionId id, String record) throws SQLException {
        try (Connection connection = stores().database(url()).directly();
                PreparedStatement update =
                        connection.prepareStatement("UPDATE gatehouse_session SET record = ? WHERE id = ?")) {
            update.setBytes(1, record.getBytes(StandardCharsets.UTF_8));
            update.setString(2, id.digest());
            assertEquals(1, update.executeUpdate());
        }
    }

    @Test
    default void cleanUp_deletesExpiredSessionsInBatches() throws Exception {
        JdbcSessionStore store = stores().store(url());
        Instant start = stores().clock.instant();
        for (int i = 0; i < 2300; i++) {
            store.add(session(i, start), start.plusSeconds(i < 2200 ? 60 : 120));
        }
        ExpiredRowCleanup cleanUp = new ExpiredRowCleanup(stores().database(url()), stores().time);
        cleanUp.run();
        assertEquals(2300, count("gatehouse_session"));
        stores().clock.advance(Duration.ofSeconds(61));
        cleanUp.run();
        assertEquals(100, count("gatehouse_session"));
        assertTrue(store.find(session(2200, start).id()).isPresent());
        cleanUp.run();
        assertEquals(100, count("gatehouse_session"));
    }

    @Test
    default void cleanUp_keepsActiveAndRememberedKeys() throws Exception {
        SessionDatabase sessions = stores().sessions(url());
        LoginAttempts attempts = new JdbcLoginAttempts(sessions, stores().time);
        AttemptLimit limit = new AttemptLimit(3, Duration.ofSeconds(30));
        for (int i = 0; i < 1500; i++) {
            attempts.take(new LoginAttempts.Key(i, i), limit);
        }
        attempts.remember(new LoginAttempts.Key(1, 1), Duration.ofDays(1));
        stores().clock.advance(Duration.ofSeconds(20));
        attempts.take(new LoginAttempts.Key(2, 2), limit);
        stores().clock.advance(Duration.ofSeconds(11));
        ExpiredRowCleanup cleanUp = new ExpiredRowCleanup(stores().database(url()), stores().time);
        cleanUp.run();
        assertEquals(1, count("gatehouse_attempt"));
        assertEquals(1, count("gatehouse_try"));
        assertFalse(cleanUp.crowded());
        assertTrue(attempts.remembers(new LoginAttempts.Key(1, 1)));
    }

    @Test
    default void newerRecord_isUnavailableAndCanBeEnded() throws Exception {
        JdbcSessionStore store = stores().store(url());
        Instant start = stores().clock.instant();
        SessionRecord session = session(1, start);
        for (int i = 1; i <= 3; i++) {
            store.add(session(i, start), start.plusSeconds(60));
            overwrite(session(i, start).id(), "{\"v\":77,\"whatever\":true}");
        }
        store.add(session(4, start), start.plusSeconds(60));
        assertThrows(SessionsUnavailableException.class, () -> store.find(session.id()));
        assertEquals(1, store.ofSubject("local", "demo").size());
        assertEquals(4, count("gatehouse_session"));
        // The record is unusable, not the database.
        for (int i = 0; i < 20; i++) {
            assertThrows(SessionsUnavailableException.class, () -> store.find(session.id()));
        }
        assertTrue(store.find(session(4, start).id()).isPresent());
        assertEquals(Optional.empty(), store.remove(session.id()));
        assertEquals(Optional.empty(), store.find(session.id()));
        assertEquals(List.of(session(2, start).id()), store.removeWhere(new Selection("local", "sid2", null, null)));
        assertEquals(
                2, store.removeWhere(new Selection("local", null, "demo", null)).size());
        assertEquals(0, count("gatehouse_session"));
    }

    @Test
    default void corruptRecord_isIgnoredAndKept() throws Exception {
        JdbcSessionStore store = stores().store(url());
        Instant start = stores().clock.instant();
        SessionRecord session = session(1, start);
        store.add(session, start.plusSeconds(60));
        overwrite(session.id(), "{\"v\":1,\"owner\":");
        assertEquals(Optional.empty(), store.find(session.id()));
        assertEquals(List.of(), store.ofSubject("local", "demo"));
        assertEquals(1, count("gatehouse_session"));
    }

    @Test
    default void tables_shareTheDatabaseWithAnApplication() throws Exception {
        try (Connection connection = stores().database(url()).directly()) {
            connection.createStatement().execute("CREATE TABLE customer (id BIGINT PRIMARY KEY)");
        }
        stores().store(url());
        assertEquals(0, count("customer"));
        assertTrue(count("\"gatehouse_sessions_history\"") > 0);
        assertEquals(0, count("gatehouse_session"));
    }

    @Test
    default void unsupportedCharacters_areHashedIntoKeys() throws Exception {
        JdbcSessionStore store = stores().store(url());
        for (String odd : List.of("a\u0000b", "half \ud83d", "' OR 1=1 --", "x".repeat(100_000))) {
            assertEquals(List.of(), store.ofSubject("local", odd));
            assertEquals(List.of(), store.removeWhere(new Selection("local", odd, odd, null)));
        }
    }
}
