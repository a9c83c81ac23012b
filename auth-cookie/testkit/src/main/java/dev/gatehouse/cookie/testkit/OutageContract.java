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
 * A store that goes down, hangs and comes back while requests arrive. The test of a store implements this and closes
 * what it returned.
 *
 * @since 0.1
 */
@Incubating
public interface OutageContract {

    /**
     * The setup of a test.
     *
     * @param proxy between the nodes and their store
     * @param nodes on an empty store, with long timeouts
     * @param settings the prefix of the settings {@code pool-size}, {@code connect-timeout} and {@code timeout}
     */
    record Scene(CuttableProxy proxy, Nodes nodes, String settings) implements Closeable {
        @Override
        public void close() throws IOException {
            proxy.close();
            nodes.close();
        }
    }

    /** Returns the setup; the same during one test. */
    Scene scene();

    @Test
    default void storeDownAndUpAgain_neverMakesASessionDead() throws Exception {
        Sessions sessions = scene().nodes().startUp();
        Sessions.Opened session = Nodes.open(sessions, "demo");
        for (int round = 0; round < 3; round++) {
            scene().proxy().cut();
            for (int i = 0; i < 50; i++) {
                assertEquals("unavailable", scene().nodes().fresh(sessions, session));
            }
            assertThrows(SessionsUnavailableException.class, () -> Nodes.open(sessions, "demo"));
            assertThrows(
                    SessionsUnavailableException.class,
                    () -> sessions.end(session.cookie().value()));
            assertEquals(Health.State.DOWN, sessions.health().state());
            scene().proxy().restore();
            scene().nodes().awaitLive(sessions, session);
            assertEquals(Health.State.UP, sessions.health().state());
        }
    }

    @Test
    default void storeBackWithoutRequests_isNoticedByHealth() throws Exception {
        Sessions sessions = scene().nodes().startUp();
        Sessions.Opened session = Nodes.open(sessions, "demo");
        scene().proxy().cut();
        for (int i = 0; i < 10; i++) {
            scene().nodes().fresh(sessions, session);
        }
        assertFalse(sessions.health().detail().isEmpty());
        scene().proxy().restore();
        Nodes.awaitUp(sessions);
        assertEquals("live", scene().nodes().fresh(sessions, session));
    }

    @Test
    default void startBeforeTheStore_isUpWithTheStore() throws Exception {
        scene().proxy().cut();
        Sessions sessions = scene().nodes().start();
        assertThrows(SessionsUnavailableException.class, () -> Nodes.open(sessions, "demo"));
        assertEquals(Health.State.DOWN, sessions.health().state());
        scene().proxy().restore();
        Nodes.awaitUp(sessions);
        assertEquals("live", scene().nodes().fresh(sessions, Nodes.open(sessions, "demo")));
    }

    @Test
    default void hangingStore_isUnavailableAndRefusesAtOnce() throws Exception {
        Sessions.Opened session = Nodes.open(scene().nodes().startUp(), "demo");
        String settings = scene().settings();
        Sessions sessions = scene().nodes()
                .with(settings + "pool-size", "2")
                .with(settings + "connect-timeout", "500ms")
                .with(settings + "timeout", "1s")
                .start();
        scene().nodes().awaitLive(sessions, session);
        scene().proxy().stall(true);
        ExecutorService threads = Executors.newFixedThreadPool(20);
        List<Callable<String>> requests = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            requests.add(() -> scene().nodes().fresh(sessions, session));
        }
        for (Future<String> answer : threads.invokeAll(requests)) {
            assertEquals("unavailable", answer.get());
        }
        threads.shutdownNow();
        scene().proxy().stall(false);
        scene().nodes().awaitLive(sessions, session);
    }

    @Test
    default void briefOutage_isBridgedByCopies() throws Exception {
        Sessions sessions = scene().nodes().startUp();
        Sessions.Opened session = Nodes.open(sessions, "demo");
        assertEquals("live", Nodes.code(sessions, session));
        scene().proxy().cut();
        assertEquals("live", Nodes.code(sessions, session));
        assertEquals("unavailable", scene().nodes().fresh(sessions, session));
    }
}
