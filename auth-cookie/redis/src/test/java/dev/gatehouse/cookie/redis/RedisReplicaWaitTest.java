package dev.gatehouse.cookie.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.testkit.CuttableProxy;
import dev.gatehouse.cookie.testkit.Nodes;
import dev.gatehouse.cookie.testkit.Redis;
import dev.gatehouse.cookie.testkit.RedisServer;
import dev.gatehouse.cookie.testkit.SentinelGroup;
import dev.gatehouse.cookie.testkit.SentinelProcess;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.Sessions.Selection;
import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.spi.settings.SettingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The end of a session waits until a replica has it. */
class RedisReplicaWaitTest {

    private static final Selection DEMO = new Selection("local", null, "demo", null);

    @TempDir
    private Path folder;

    private RedisServer master;
    private RedisServer replica;
    private Nodes nodes;
    private Sessions sessions;

    @BeforeEach
    void start() throws Exception {
        master = Redis.start(Files.createDirectory(folder.resolve("master")));
        replica = Redis.start(
                Files.createDirectory(folder.resolve("replica")),
                "--replicaof",
                "127.0.0.1",
                Integer.toString(master.port()));
        SentinelGroup.awaitReplicas(master, 1);
        nodes = TestStores.nodes(master.url(), "gatehouse:")
                .with("auth.sessions.redis.timeout", "1s")
                .with("auth.sessions.redis.wait-for-replicas", "1");
        sessions = nodes.startUp();
    }

    @AfterEach
    void stop() {
        nodes.close();
        replica.close();
        master.close();
    }

    private static void assertUnconfirmed(Executable end) {
        SessionsUnavailableException refused = assertThrows(SessionsUnavailableException.class, end);
        assertTrue(
                String.valueOf(refused.getMessage()).contains("replicas confirmed"),
                () -> "not a missing confirmation: " + refused.getMessage());
    }

    private String onReplica(Sessions.Opened session) {
        byte[] version = (byte[])
                replica.send("HGET", "gatehouse:s:" + session.record().id().digest(), "v");
        return version == null ? "none" : new String(version, StandardCharsets.UTF_8);
    }

    @Test
    void endedSession_isEndedOnTheReplica() throws Exception {
        for (int i = 0; i < 20; i++) {
            Sessions.Opened session = Nodes.open(sessions, "demo");
            sessions.end(session.cookie().value());
            assertEquals("none", onReplica(session));
            Sessions.Opened other = Nodes.open(sessions, "demo");
            assertEquals(1, sessions.endWhere(DEMO));
            assertEquals("none", onReplica(other));
        }
    }

    @Test
    void noReplica_endIsUnavailableAndTheSessionIsEnded() throws Exception {
        Sessions.Opened live = Nodes.open(sessions, "live");
        List<Sessions.Opened> ended = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ended.add(Nodes.open(sessions, "demo"));
        }
        replica.stop();
        try (LogLines log = new LogLines()) {
            for (Sessions.Opened session : ended) {
                assertUnconfirmed(() -> sessions.end(session.cookie().value()));
                assertEquals("session.unknown", nodes.fresh(sessions, session));
                assertEquals("live", nodes.fresh(sessions, live));
            }
            assertEquals(
                    1,
                    log.text()
                            .lines()
                            .filter(line -> line.contains("a failover could revive it"))
                            .count(),
                    log.text());
        }
        // It is no outage: many failed ends do not make the store unavailable.
        assertEquals(Health.State.UP, sessions.health().state());
        assertEquals("live", nodes.fresh(sessions, Nodes.open(sessions, "demo")));
    }

    @Test
    void unconfirmedEnd_takesEffectAtOnce() throws Exception {
        Sessions.Opened one = Nodes.open(sessions, "one");
        Sessions.Opened another = Nodes.open(sessions, "demo");
        assertEquals("live", Nodes.code(sessions, one));
        assertEquals("live", Nodes.code(sessions, another));
        replica.stop();
        assertUnconfirmed(() -> sessions.end(one.cookie().value()));
        assertUnconfirmed(() -> sessions.endWhere(DEMO));
        assertEquals("session.unknown", Nodes.code(sessions, one));
        assertEquals("session.unknown", Nodes.code(sessions, another));
    }

    @Test
    void repeatedEnd_isUnavailableUntilAReplicaConfirms() throws Exception {
        Sessions.Opened first = Nodes.open(sessions, "first");
        Sessions.Opened second = Nodes.open(sessions, "second");
        Nodes.open(sessions, "demo");
        replica.stop();
        assertUnconfirmed(() -> sessions.end(first.cookie().value()));
        assertUnconfirmed(() -> sessions.end(first.cookie().value()));
        assertUnconfirmed(() -> sessions.end(second.record().id()));
        assertUnconfirmed(() -> sessions.end(second.record().id()));
        assertUnconfirmed(() -> sessions.endWhere(DEMO));
        assertUnconfirmed(() -> sessions.endWhere(DEMO));
        replica.start();
        SentinelGroup.awaitReplicas(master, 1);
        awaitConfirmation(first);
        assertEquals(0, sessions.endWhere(DEMO));
        assertEquals("none", onReplica(first));
    }

    @Test
    void replicaThatFollowsButDoesNotAnswer_confirmsNothing() throws Exception {
        try (CuttableProxy proxy = new CuttableProxy(master.port())) {
            replica.send("REPLICAOF", "127.0.0.1", Integer.toString(proxy.port()));
            SentinelProcess.await("replication through the proxy", () -> {
                String state = replica.text("INFO", "replication");
                return state.contains("master_port:" + proxy.port()) && state.contains("master_link_status:up");
            });
            Sessions.Opened session = Nodes.open(sessions, "demo");
            sessions.end(Nodes.open(sessions, "other").cookie().value());
            proxy.stall(true);
            assertUnconfirmed(() -> sessions.end(session.cookie().value()));
            // The repetition finds nothing to do. That must not pass for a confirmation.
            assertUnconfirmed(() -> sessions.end(session.cookie().value()));
            assertUnconfirmed(() -> sessions.endWhere(DEMO));
            assertNotEquals("none", onReplica(session));
            proxy.stall(false);
            awaitConfirmation(session);
            assertEquals("none", onReplica(session));
        }
    }

    private void awaitConfirmation(Sessions.Opened session) {
        SentinelProcess.await("a confirmation", () -> {
            try {
                sessions.end(session.cookie().value());
                return true;
            } catch (SessionsUnavailableException unconfirmed) {
                return false;
            }
        });
    }

    @Test
    void cookieOfNoSession_doesNotWait() throws Exception {
        String unknown;
        try (Nodes others = TestStores.nodes(master.url(), "other:")) {
            unknown = Nodes.open(others.startUp(), "demo").cookie().value();
        }
        replica.stop();
        assertTrue(sessions.end(unknown) instanceof Sessions.Lookup.Dead);
        assertTrue(sessions.end("nonsense") instanceof Sessions.Lookup.Dead);
    }

    @Test
    void manyEndsWithoutReplica_leaveConnectionsForOthers() throws Exception {
        Sessions few = nodes.with("auth.sessions.redis.pool-size", "4")
                .with("auth.sessions.redis.connect-timeout", "500ms")
                .startUp();
        Sessions.Opened live = Nodes.open(few, "live");
        Sessions.Opened ended = Nodes.open(few, "demo");
        replica.stop();
        assertUnconfirmed(() -> few.end(ended.cookie().value()));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                ends.add(threads.submit(
                        () -> assertUnconfirmed(() -> few.end(ended.cookie().value()))));
            }
            for (Future<?> end : ends) {
                assertEquals("live", nodes.fresh(few, live));
                end.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(Health.State.UP, few.health().state());
    }

    @Test
    void startWithoutReplica_isReported() {
        replica.stop();
        try (LogLines log = new LogLines()) {
            nodes.start();
            assertTrue(log.text().contains("0 replicas follow the Redis of the sessions"), log.text());
        }
    }

    @Test
    void startWithReplica_isNotReported() {
        try (LogLines log = new LogLines()) {
            nodes.start();
            assertFalse(log.text().contains("replicas follow"), log.text());
        }
    }

    @Test
    void permissionToWait_isNeeded() {
        master.send("ACL", "SETUSER", "default", "-wait");
        SettingException refused = assertThrows(SettingException.class, nodes::start);
        assertTrue(String.valueOf(refused.getMessage()).contains("NOPERM"), refused.getMessage());
        nodes.with("auth.sessions.redis.wait-for-replicas", "0").start();
    }
}
