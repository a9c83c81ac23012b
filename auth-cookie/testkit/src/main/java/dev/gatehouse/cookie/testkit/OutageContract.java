package dev.gatehouse.cookie.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.spi.stability.Incubating;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * A store that goes away, hangs and comes back under requests. The test of a store implements it and closes what it gave.
 *
 * @since 0.1
 */
@Incubating
public interface OutageContract {

    /**
     * Where a test plays.
     *
     * @param wire between the nodes and their store
     * @param nodes on a store that was empty before, with long time-outs
     * @param settings what the settings begin with that are called {@code pool-size}, {@code connect-timeout} and
     * {@code timeout}
     */
    record Scene(CuttableProxy wire, Nodes nodes, String settings) implements Closeable {
        @Override
        public void close() throws IOException {
            wire.close();
            nodes.close();
        }
    }

    /** Returns the scene; the same during one test. */
    Scene scene();

    @Test
    default void storeThatGoesAndComesBack_isNeverTakenForADeadSession() throws Exception {
        Sessions sessions = scene().nodes().startUp();
        Sessions.Opened session = Nodes.open(sessions, "demo");
        for (int round = 0; round < 3; round++) {
            scene().wire().cut();
            for (int i = 0; i < 50; i++) {
                assertEquals("unavailable", scene().nodes().fresh(sessions, session));
            }
            assertThrows(SessionsUnavailableException.class, () -> Nodes.open(sessions, "demo"));
            assertThrows(
                    SessionsUnavailableException.class,
                    () -> sessions.end(session.cookie().value()));
            assertEquals(Health.State.DOWN, sessions.health().state());
            scene().wire().mend();
            scene().nodes().awaitLive(sessions, session);
            assertEquals(Health.State.UP, sessions.health().state());
        }
    }

    @Test
    default void storeThatComesBackWithoutRequests_isNoticedByTheHealthCheck() throws Exception {
        Sessions sessions = scene().nodes().startUp();
        Sessions.Opened session = Nodes.open(sessions, "demo");
        scene().wire().cut();
        for (int i = 0; i < 10; i++) {
            scene().nodes().fresh(sessions, session);
        }
        assertFalse(sessions.health().detail().isEmpty());
        scene().wire().mend();
        Nodes.awaitUp(sessions);
        assertEquals("live", scene().nodes().fresh(sessions, session));
    }

    @Test
    default void hostThatStartsBeforeItsStore_isReadyWhenThatIs() throws Exception {
        scene().wire().cut();
        Sessions sessions = scene().nodes().start();
        assertThrows(SessionsUnavailableException.class, () -> Nodes.open(sessions, "demo"));
        assertEquals(Health.State.DOWN, sessions.health().state());
        scene().wire().mend();
        Nodes.awaitUp(sessions);
        assertEquals("live", scene().nodes().fresh(sessions, Nodes.open(sessions, "demo")));
    }

    @Test
    default void storeThatHangs_isUnavailableAndRefusesTheRestAtOnce() throws Exception {
        Sessions.Opened session = Nodes.open(scene().nodes().startUp(), "demo");
        String settings = scene().settings();
        Sessions sessions = scene().nodes()
                .with(settings + "pool-size", "2")
                .with(settings + "connect-timeout", "500ms")
                .with(settings + "timeout", "1s")
                .start();
        scene().nodes().awaitLive(sessions, session);
        scene().wire().silent(true);
        ExecutorService threads = Executors.newFixedThreadPool(20);
        List<Callable<String>> requests = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            requests.add(() -> scene().nodes().fresh(sessions, session));
        }
        for (Future<String> answer : threads.invokeAll(requests)) {
            assertEquals("unavailable", answer.get());
        }
        threads.shutdownNow();
        scene().wire().silent(false);
        scene().nodes().awaitLive(sessions, session);
    }

    @Test
    default void copies_serveSessionsInUseForABriefOutage() throws Exception {
        Sessions sessions = scene().nodes().startUp();
        Sessions.Opened session = Nodes.open(sessions, "demo");
        assertEquals("live", Nodes.code(sessions, session));
        scene().wire().cut();
        assertEquals("live", Nodes.code(sessions, session));
        assertEquals("unavailable", scene().nodes().fresh(sessions, session));
    }
}
