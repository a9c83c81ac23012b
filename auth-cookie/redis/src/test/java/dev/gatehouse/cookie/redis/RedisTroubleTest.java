package dev.gatehouse.cookie.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.cookie.Nodes;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Redis that is there and does not do what it should. */
class RedisTroubleTest {

    @TempDir
    private Path folder;

    private RedisServer redis;
    private Nodes nodes;
    private Sessions sessions;
    private Sessions.Opened session;

    @BeforeEach
    void start() throws Exception {
        redis = Redis.start(folder);
        nodes = TestStores.nodes(redis.url(), "gatehouse:");
        sessions = nodes.start();
        session = Nodes.open(sessions, "demo");
        assertEquals("live", nodes.fresh(sessions, session));
    }

    @AfterEach
    void stop() {
        nodes.close();
        redis.close();
    }

    private void assertNothingCanBeWritten() {
        for (int i = 0; i < 10; i++) {
            assertThrows(SessionsUnavailableException.class, () -> Nodes.open(sessions, "demo"));
        }
        assertEquals(Health.State.DOWN, sessions.health().state());
    }

    private void assertWorksAgain() throws Exception {
        Nodes.awaitUp(sessions);
        nodes.awaitLive(sessions, session);
        assertEquals("live", nodes.fresh(sessions, Nodes.open(sessions, "demo")));
    }

    @Test
    void serverThatForgotTheScripts_getsThemAgain() throws Exception {
        redis.send("SCRIPT", "FLUSH");
        assertEquals("live", nodes.fresh(sessions, Nodes.open(sessions, "demo")));
        redis.send("SCRIPT", "FLUSH");
        sessions.end(session.cookie().value());
        assertEquals("session.unknown", nodes.fresh(sessions, session));
    }

    @Test
    void serverThatIsKilledAndComesBackEmpty_hasNoSessionsAndTakesNewOnes() throws Exception {
        redis.stop();
        for (int i = 0; i < 20; i++) {
            assertEquals("unavailable", nodes.fresh(sessions, session));
        }
        assertThrows(
                SessionsUnavailableException.class,
                () -> sessions.end(session.cookie().value()));
        assertEquals(Health.State.DOWN, sessions.health().state());
        redis.start();
        Nodes.awaitUp(sessions);
        assertEquals("session.unknown", nodes.fresh(sessions, session));
        assertEquals("live", nodes.fresh(sessions, Nodes.open(sessions, "demo")));
    }

    @Test
    void fullServer_refusesNewSessionsAndStillEndsThem() throws Exception {
        redis.send("CONFIG", "SET", "maxmemory", "1");
        assertNothingCanBeWritten();
        nodes.awaitLive(sessions, session);
        sessions.end(session.cookie().value());
        assertEquals("session.unknown", nodes.fresh(sessions, session));
        redis.send("CONFIG", "SET", "maxmemory", "0");
        Nodes.awaitUp(sessions);
        session = Nodes.open(sessions, "demo");
        assertWorksAgain();
    }

    @Test
    void serverThatBecameAReplica_isLeftForTheOneThatTookItsPlace() throws Exception {
        redis.send("REPLICAOF", "127.0.0.1", "1");
        assertNothingCanBeWritten();
        redis.send("REPLICAOF", "NO", "ONE");
        assertWorksAgain();
    }

    @Test
    void serverThatCantWriteItsDisk_isUnavailable() throws Exception {
        redis.send("CONFIG", "SET", "save", "3600 1000000");
        redis.send("CONFIG", "SET", "dbfilename", "gone.rdb");
        redis.send("CONFIG", "SET", "dir", "/proc");
        assertThrows(RuntimeException.class, () -> redis.send("SAVE"));
        redis.send("BGSAVE");
        while (!redis.text("INFO", "persistence").contains("rdb_last_bgsave_status:err")) {
            Thread.onSpinWait();
        }
        assertNothingCanBeWritten();
        redis.send("CONFIG", "SET", "stop-writes-on-bgsave-error", "no");
        assertWorksAgain();
    }

    @Test
    void serverThatWantsAPasswordAllOfASudden_isUnavailable() throws Exception {
        redis.send("CONFIG", "SET", "requirepass", "geheim");
        redis.send("CLIENT", "KILL", "TYPE", "normal");
        for (int i = 0; i < 10; i++) {
            assertEquals("unavailable", nodes.fresh(sessions, session));
        }
        assertNothingCanBeWritten();
    }

    @Test
    void rightThatIsTakenAway_isUnavailableUntilItIsGivenBack() throws Exception {
        redis.send("ACL", "SETUSER", "default", "-zadd");
        assertNothingCanBeWritten();
        redis.send("ACL", "SETUSER", "default", "+zadd");
        redis.send("ACL", "SETUSER", "default", "-hmget");
        for (int i = 0; i < 10; i++) {
            assertEquals("unavailable", nodes.fresh(sessions, session));
        }
        redis.send("ACL", "SETUSER", "default", "+hmget");
        assertWorksAgain();
    }

    @Test
    void idleConnectionThatTheServerClosed_isNotNoticed() throws Exception {
        for (int i = 0; i < 5; i++) {
            redis.send("CLIENT", "KILL", "TYPE", "normal");
            assertEquals("live", nodes.fresh(sessions, session));
        }
    }
}
