package dev.gatehouse.cookie.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.testkit.Nodes;
import dev.gatehouse.cookie.testkit.SentinelGroup;
import dev.gatehouse.cookie.testkit.SentinelProcess;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.Sessions.Selection;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Failovers by real sentinels. The master is killed, as in a crash. */
class RedisSentinelFailoverTest {

    @TempDir
    private Path folder;

    private SentinelGroup group;
    private Nodes nodes;

    @BeforeEach
    void start() throws Exception {
        group = new SentinelGroup(folder);
        nodes = SentinelNodes.of(group.addresses());
    }

    @AfterEach
    void stop() {
        nodes.close();
        group.close();
    }

    @Test
    void masterKilled_everySessionKeepsItsState() throws Exception {
        Sessions sessions = nodes.startUp();
        Sessions other = nodes.startUp();
        Sessions.Opened live = Nodes.open(sessions, "live");
        Sessions.Opened loggedOut = Nodes.open(sessions, "logged-out");
        Sessions.Opened ended = Nodes.open(sessions, "ended");
        Sessions.Opened revoked = Nodes.open(sessions, "revoked");
        sessions.end(loggedOut.cookie().value());
        assertTrue(sessions.end(ended.record().id()));
        assertEquals(1, sessions.endWhere(new Selection("local", null, "revoked", null)));

        group.killMaster();
        assertEquals("unavailable", nodes.fresh(sessions, live));
        assertThrows(SessionsUnavailableException.class, () -> Nodes.open(sessions, "demo"));
        assertThrows(
                SessionsUnavailableException.class,
                () -> sessions.end(live.cookie().value()));
        assertEquals(Health.State.DOWN, sessions.health().state());

        for (Sessions node : List.of(sessions, other)) {
            Nodes.awaitUp(node);
            nodes.awaitLive(node, live);
            for (Sessions.Opened dead : List.of(loggedOut, ended, revoked)) {
                assertEquals("session.unknown", nodes.fresh(node, dead));
            }
        }
        Sessions.Opened opened = Nodes.open(sessions, "demo");
        sessions.end(live.cookie().value());
        assertEquals("live", nodes.fresh(other, opened));
        assertEquals("session.unknown", nodes.fresh(other, live));
    }

    @Test
    void formerMasterBack_isNotUsed() throws Exception {
        Sessions sessions = nodes.startUp();
        Sessions.Opened live = Nodes.open(sessions, "live");
        Sessions.Opened ended = Nodes.open(sessions, "ended");
        sessions.end(ended.cookie().value());
        group.killMaster();
        group.awaitFailover();
        Nodes.awaitUp(sessions);

        // It has no data, and calls itself a master until the sentinels reconfigure it.
        group.master().start();
        SentinelProcess.await("the former master is a replica", () -> {
            nodes.awaitLive(sessions, live);
            assertEquals("session.unknown", deadCode(sessions, ended));
            return group.info(group.master()).contains("role:slave");
        });
        assertEquals("live", nodes.fresh(sessions, Nodes.open(sessions, "demo")));
    }

    @Test
    void sentinelsKilled_lastKnownMasterIsUsed() throws Exception {
        Sessions sessions = nodes.startUp();
        Sessions.Opened session = Nodes.open(sessions, "demo");
        group.sentinels().forEach(SentinelProcess::close);
        try (LogLines log = new LogLines()) {
            SentinelProcess.await("a report", () -> log.text().contains("does not answer"));
            assertEquals("live", nodes.fresh(sessions, session));
            sessions.end(session.cookie().value());
            assertEquals("session.unknown", nodes.fresh(sessions, session));
        }
    }

    @Test
    void nodeStartedBeforeTheSentinels_isUpWithThem() throws Exception {
        group.sentinels().forEach(SentinelProcess::close);
        Sessions sessions = nodes.start();
        assertThrows(SessionsUnavailableException.class, () -> Nodes.open(sessions, "demo"));
        assertEquals(Health.State.DOWN, sessions.health().state());
        for (SentinelProcess sentinel : group.sentinels()) {
            sentinel.start();
        }
        Nodes.awaitUp(sessions);
        assertEquals("live", nodes.fresh(sessions, Nodes.open(sessions, "demo")));
    }

    private static String deadCode(Sessions sessions, Sessions.Opened session) {
        try {
            return Nodes.code(sessions, session);
        } catch (SessionsUnavailableException outage) {
            throw new AssertionError(outage);
        }
    }

    /** A user who logs in, works and logs out, again and again. */
    private static final class User {

        private final Sessions sessions;
        private final String name;
        private final Queue<Sessions.Opened> ended = new ConcurrentLinkedQueue<>();
        private final AtomicInteger unavailable = new AtomicInteger();
        private final AtomicInteger logouts = new AtomicInteger();

        private User(Sessions sessions, String name) {
            this.sessions = sessions;
            this.name = name;
        }

        private Object run(AtomicBoolean over) {
            while (!over.get()) {
                try {
                    Sessions.Opened session = Nodes.open(sessions, name);
                    assertEquals("live", Nodes.code(sessions, session));
                    sessions.end(session.cookie().value());
                    ended.add(session);
                    logouts.incrementAndGet();
                } catch (SessionsUnavailableException outage) {
                    unavailable.incrementAndGet();
                }
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
            return over;
        }
    }

    @Test
    void masterKilledUnderLoad_noSessionEndsOrRevives() throws Exception {
        Sessions sessions = nodes.startUp();
        List<Sessions.Opened> live = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            live.add(Nodes.open(sessions, "live" + i));
        }
        List<User> users = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            users.add(new User(sessions, "user" + i));
        }
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(users.size());
        try {
            List<Future<Object>> running = users.stream()
                    .map(user -> threads.submit(() -> user.run(over)))
                    .toList();
            awaitLogouts(users, 20);
            group.killMaster();
            Set<String> answers = new HashSet<>();
            SentinelProcess.await("the failover as seen by a user", () -> {
                String answer = nodes.fresh(sessions, live.get(0));
                return !answers.add(answer) && answer.equals("live") && answers.contains("unavailable");
            });
            assertEquals(Set.of("live", "unavailable"), answers);
            awaitLogouts(users, 20);
            over.set(true);
            for (Future<Object> user : running) {
                user.get();
            }
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
        Nodes.awaitUp(sessions);
        for (Sessions.Opened session : live) {
            nodes.awaitLive(sessions, session);
        }
        for (User user : users) {
            assertTrue(user.unavailable.get() > 0, "the outage was not noticed");
            for (Sessions.Opened session : user.ended) {
                assertEquals("session.unknown", Nodes.code(sessions, session));
            }
        }
    }

    private static void awaitLogouts(List<User> users, int count) {
        users.forEach(user -> {
            int before = user.logouts.get();
            SentinelProcess.await(count + " logouts", () -> user.logouts.get() >= before + count);
        });
    }
}
