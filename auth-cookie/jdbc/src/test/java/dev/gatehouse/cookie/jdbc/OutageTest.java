package dev.gatehouse.cookie.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A database that goes away, hangs and comes back under requests. */
@ExtendWith(Postgres.class)
class OutageTest {

    private final String url;
    private final Wire wire;
    private Nodes nodes;

    OutageTest(Postgres.Server postgres) throws IOException {
        wire = new Wire(postgres.port());
        url = postgres.newDatabase().replace(":" + postgres.port() + "/", ":" + wire.port() + "/");
    }

    @BeforeEach
    void makeNodes() {
        nodes = new Nodes(url);
    }

    @AfterEach
    void close() throws IOException {
        wire.close();
        nodes.close();
    }

    /** {@code live}, a reason, or {@code unavailable}; a copy never answers. */
    private String fresh(Sessions sessions, Sessions.Opened session) throws Exception {
        nodes.clock.advance(Duration.ofSeconds(1));
        try {
            return Nodes.code(sessions, session);
        } catch (SessionsUnavailableException unavailable) {
            assertTrue(unavailable.retryAfter().compareTo(Duration.ZERO) > 0);
            return "unavailable";
        }
    }

    private void awaitLive(Sessions sessions, Sessions.Opened session) throws Exception {
        String code = fresh(sessions, session);
        while (code.equals("unavailable")) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            code = fresh(sessions, session);
        }
        assertEquals("live", code);
    }

    @Test
    void databaseThatGoesAndComesBack_isNeverTakenForADeadSession() throws Exception {
        Sessions sessions = nodes.start();
        Sessions.Opened session = Nodes.open(sessions, "demo");
        for (int round = 0; round < 3; round++) {
            wire.cut();
            for (int i = 0; i < 50; i++) {
                assertEquals("unavailable", fresh(sessions, session));
            }
            assertThrows(SessionsUnavailableException.class, () -> Nodes.open(sessions, "demo"));
            assertThrows(
                    SessionsUnavailableException.class,
                    () -> sessions.end(session.cookie().value()));
            assertEquals(Health.State.DOWN, sessions.health().state());
            wire.mend();
            awaitLive(sessions, session);
            assertEquals(Health.State.UP, sessions.health().state());
        }
    }

    @Test
    void databaseThatComesBackWithoutRequests_isNoticedByTheHealthCheck() throws Exception {
        Sessions sessions = nodes.start();
        Sessions.Opened session = Nodes.open(sessions, "demo");
        wire.cut();
        for (int i = 0; i < 10; i++) {
            fresh(sessions, session);
        }
        assertTrue(sessions.health().detail().contains("the database of the sessions")
                || sessions.health().detail().contains("Connect"));
        wire.mend();
        while (sessions.health().state() != Health.State.UP) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        assertEquals("live", fresh(sessions, session));
    }

    @Test
    void hostThatStartsBeforeItsDatabase_isReadyWhenThatIs() throws Exception {
        wire.cut();
        Sessions sessions = nodes.start();
        assertThrows(SessionsUnavailableException.class, () -> Nodes.open(sessions, "demo"));
        assertEquals(Health.State.DOWN, sessions.health().state());
        wire.mend();
        while (sessions.health().state() != Health.State.UP) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        assertEquals("live", fresh(sessions, Nodes.open(sessions, "demo")));
    }

    @Test
    void databaseThatHangs_isUnavailableAndRefusesTheRestAtOnce() throws Exception {
        nodes.with("auth.sessions.jdbc.pool-size", "2").with("auth.sessions.jdbc.timeout", "1200ms");
        Sessions sessions = nodes.start();
        Sessions.Opened session = Nodes.open(sessions, "demo");
        assertEquals("live", fresh(sessions, session));
        wire.silent(true);
        ExecutorService threads = Executors.newFixedThreadPool(20);
        List<Callable<String>> requests = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            requests.add(() -> fresh(sessions, session));
        }
        for (Future<String> answer : threads.invokeAll(requests)) {
            assertEquals("unavailable", answer.get());
        }
        threads.shutdownNow();
        wire.silent(false);
        awaitLive(sessions, session);
    }

    @Test
    void copies_serveSessionsInUseForABriefOutage() throws Exception {
        Sessions sessions = nodes.start();
        Sessions.Opened session = Nodes.open(sessions, "demo");
        assertEquals("live", Nodes.code(sessions, session));
        wire.cut();
        assertEquals("live", Nodes.code(sessions, session));
        assertEquals("unavailable", fresh(sessions, session));
    }
}
