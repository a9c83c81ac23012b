package dev.gatehouse.cookie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A store that goes away, hangs and comes back under requests. The test of a store implements it and closes what it gave. */
public interface OutageContract {

    /** Returns the wire between the nodes and their store; the same during one test. */
    Wire wire();

    /** Returns the nodes; the same during one test. */
    Nodes nodes();

    /** Returns the same nodes, of which the next has no more than two connections. */
    Nodes twoConnections();

    @Test
    default void storeThatGoesAndComesBack_isNeverTakenForADeadSession() throws Exception {
        Sessions sessions = nodes().start();
        Sessions.Opened session = Nodes.open(sessions, "demo");
        for (int round = 0; round < 3; round++) {
            wire().cut();
            for (int i = 0; i < 50; i++) {
                assertEquals("unavailable", nodes().fresh(sessions, session));
            }
            assertThrows(SessionsUnavailableException.class, () -> Nodes.open(sessions, "demo"));
            assertThrows(
                    SessionsUnavailableException.class,
                    () -> sessions.end(session.cookie().value()));
            assertEquals(Health.State.DOWN, sessions.health().state());
            wire().mend();
            nodes().awaitLive(sessions, session);
            assertEquals(Health.State.UP, sessions.health().state());
        }
    }

    @Test
    default void storeThatComesBackWithoutRequests_isNoticedByTheHealthCheck() throws Exception {
        Sessions sessions = nodes().start();
        Sessions.Opened session = Nodes.open(sessions, "demo");
        wire().cut();
        for (int i = 0; i < 10; i++) {
            nodes().fresh(sessions, session);
        }
        assertFalse(sessions.health().detail().isEmpty());
        wire().mend();
        Nodes.awaitUp(sessions);
        assertEquals("live", nodes().fresh(sessions, session));
    }

    @Test
    default void hostThatStartsBeforeItsStore_isReadyWhenThatIs() throws Exception {
        wire().cut();
        Sessions sessions = nodes().start();
        assertThrows(SessionsUnavailableException.class, () -> Nodes.open(sessions, "demo"));
        assertEquals(Health.State.DOWN, sessions.health().state());
        wire().mend();
        Nodes.awaitUp(sessions);
        assertEquals("live", nodes().fresh(sessions, Nodes.open(sessions, "demo")));
    }

    @Test
    default void storeThatHangs_isUnavailableAndRefusesTheRestAtOnce() throws Exception {
        Sessions sessions = twoConnections().start();
        Sessions.Opened session = Nodes.open(sessions, "demo");
        assertEquals("live", nodes().fresh(sessions, session));
        wire().silent(true);
        ExecutorService threads = Executors.newFixedThreadPool(20);
        List<Callable<String>> requests = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            requests.add(() -> nodes().fresh(sessions, session));
        }
        for (Future<String> answer : threads.invokeAll(requests)) {
            assertEquals("unavailable", answer.get());
        }
        threads.shutdownNow();
        wire().silent(false);
        nodes().awaitLive(sessions, session);
    }

    @Test
    default void copies_serveSessionsInUseForABriefOutage() throws Exception {
        Sessions sessions = nodes().start();
        Sessions.Opened session = Nodes.open(sessions, "demo");
        assertEquals("live", Nodes.code(sessions, session));
        wire().cut();
        assertEquals("live", Nodes.code(sessions, session));
        assertEquals("unavailable", nodes().fresh(sessions, session));
    }
}
