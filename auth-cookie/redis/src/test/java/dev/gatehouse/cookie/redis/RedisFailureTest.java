package dev.gatehouse.cookie.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.testkit.Nodes;
import dev.gatehouse.cookie.testkit.Redis;
import dev.gatehouse.cookie.testkit.RedisServer;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Redis that is up and does not work as expected. */
class RedisFailureTest {

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
    void forgottenScripts_areSentAgain() throws Exception {
        redis.send("SCRIPT", "FLUSH");
        assertEquals("live", nodes.fresh(sessions, Nodes.open(sessions, "demo")));
        redis.send("SCRIPT", "FLUSH");
        sessions.end(session.cookie().value());
        assertEquals("session.unknown", nodes.fresh(sessions, session));
    }

    @Test
    void emptyServerAfterCrash_acceptsNewSessions() throws Exception {
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
    void fullServer_refusesNewSessionsOnly() throws Exception {
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
    void demotedServer_isReplacedByTheNewPrimary() throws Exception {
        redis.send("REPLICAOF", "127.0.0.1", "1");
        assertNothingCanBeWritten();
        redis.send("REPLICAOF", "NO", "ONE");
        assertWorksAgain();
    }

    @Test
    void diskFailure_isUnavailable() throws Exception {
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
    void newPassword_isUnavailable() throws Exception {
        redis.send("CONFIG", "SET", "requirepass", "geheim");
        redis.send("CLIENT", "KILL", "TYPE", "normal");
        for (int i = 0; i < 10; i++) {
            assertEquals("unavailable", nodes.fresh(sessions, session));
        }
        assertNothingCanBeWritten();
    }

    @Test
    void revokedPermission_isUnavailable() throws Exception {
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
    void closedIdleConnections_areReplaced() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        // All wait at once, so each has its own connection, and all of them return to the pool.
        redis.send("CLIENT", "PAUSE", "600000", "WRITE");
        List<Callable<String>> requests =
                Collections.nCopies(4, () -> Nodes.code(sessions, Nodes.open(sessions, "demo")));
        List<Future<String>> answers = requests.stream().map(threads::submit).toList();
        while (redis.text("CLIENT", "LIST", "TYPE", "normal")
                        .lines()
                        .filter(client -> client.contains(" flags=b "))
                        .count()
                < 4) {
            Thread.onSpinWait();
        }
        redis.send("CLIENT", "UNPAUSE");
        for (Future<String> answer : answers) {
            assertEquals("live", answer.get());
        }
        threads.shutdownNow();
        assertTrue(redis.text("CLIENT", "LIST", "TYPE", "normal").lines().count() > 4);
        redis.send("CLIENT", "KILL", "TYPE", "normal");
        assertEquals("live", nodes.fresh(sessions, session));
    }

    @Test
    void replySlowerThanConnectTimeout_isAwaited() throws Exception {
        Sessions patient = nodes.with("auth.sessions.redis.connect-timeout", "250ms")
                .with("auth.sessions.redis.timeout", "10s")
                .start();
        // Connecting may take longer than that here as well.
        nodes.awaitLive(patient, session);
        redis.send("CLIENT", "PAUSE", "1000");
        assertEquals("live", nodes.fresh(patient, session));
    }

    @Test
    void otherProtocol_isUnavailable() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> {
                while (!other.isClosed()) {
                    try (Socket client = other.accept()) {
                        client.getOutputStream()
                                .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    } catch (IOException closed) {
                        // The client has hung up.
                    }
                }
            });
            server.start();
            Sessions lost = nodes.with("auth.sessions.redis.url", "redis://127.0.0.1:" + other.getLocalPort())
                    .start();
            for (int i = 0; i < 10; i++) {
                assertEquals("unavailable", nodes.fresh(lost, session));
            }
            assertEquals(Health.State.DOWN, lost.health().state());
        }
    }
}
