package dev.gatehouse.cookie.jdbc;

import static org.junit.jupiter.api.Assertions.assertNull;

import dev.gatehouse.cookie.sessions.SessionClock;
import dev.gatehouse.cookie.testkit.Nodes;
import dev.gatehouse.spi.Health;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.TestContext;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Stores without cache and circuit breaker in front. */
final class TestStores {

    final MovableClock clock = MovableClock.at("2026-01-01T00:00:00Z");
    final SessionClock time =
            SessionClock.of(TestContext.of("sessions", List.of(), Map.of()).withClock(clock));
    private final List<AutoCloseable> open = new ArrayList<>();

    static String h2() {
        return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    }

    static Nodes nodes(String url) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "auth.sessions.jdbc.url", url,
                "auth.sessions.jdbc.connect-timeout", "10s",
                "auth.sessions.jdbc.timeout", "30s"));
        if (url.startsWith("jdbc:postgresql:")) {
            settings.put("auth.sessions.jdbc.user", "postgres");
        }
        return new Nodes(new JdbcSessionsFactory(), settings);
    }

    static DatabaseConfig config(String url) {
        Optional<String> user = url.startsWith("jdbc:postgresql:") ? Optional.of("postgres") : Optional.empty();
        return new DatabaseConfig(
                "test", url, user, Optional.empty(), 10, Duration.ofMinutes(1), Duration.ofMinutes(2));
    }

    SessionDatabase sessions(String url) {
        SessionDatabase sessions = new SessionDatabase(config(url), time);
        open.add(sessions);
        Exception refusal = sessions.refusal();
        if (refusal != null) {
            throw new IllegalStateException(refusal);
        }
        while (!hasTables(sessions)) {
            // A start waits for the tables for a limited time only.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return sessions;
    }

    private static boolean hasTables(SessionDatabase sessions) {
        try {
            sessions.ping();
            return true;
        } catch (SQLException notYet) {
            return false;
        }
    }

    static void awaitTable(JdbcUsers users) {
        assertNull(users.refusal());
        while (users.health().state() != Health.State.UP) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    Database database(String url) {
        Database database = new Database(config(url));
        open.add(database);
        return database;
    }

    JdbcSessionStore store(String url) {
        SessionDatabase sessions = sessions(url);
        return new JdbcSessionStore(sessions, new JdbcLoginAttempts(sessions, time));
    }

    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }
}
