package dev.gatehouse.identity.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.identity.provider.TokenAnswer;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsFactory;
import dev.gatehouse.testkit.MovableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two nodes refresh the sessions of one store, whose provider accepts each refresh token once. */
interface TwoNodesRefreshContract {

    int SESSIONS = 200;

    /** Returns the factory of the sessions. */
    SessionsFactory factory();

    /** Returns the settings of a new, empty store. */
    Map<String, String> store();

    /** The nodes of a test. */
    final class Cluster implements AutoCloseable {
        final MovableClock clock = MovableClock.at("2026-01-01T00:00:00Z");
        final FakeProvider provider = new FakeProvider(clock);
        final List<SessionNode> nodes = new ArrayList<>();
        private final SessionsFactory factory;
        private final Map<String, String> store;
        private final Map<String, String> settings;

        Cluster(SessionsFactory factory, Map<String, String> store, Path folder) throws Exception {
            this.factory = factory;
            this.store = store;
            byte[] key = new byte[32];
            new Random(1).nextBytes(key);
            Path file =
                    Files.writeString(folder.resolve("key"), Base64.getEncoder().encodeToString(key));
            this.settings = Map.of("auth.login.session-keys", file.toString());
            start();
            start();
        }

        SessionNode start() {
            SessionNode node = SessionNode.start(factory, store, settings, provider, clock, UnaryOperator.identity());
            SessionNode.await(() -> node.sessions().health().state() == Health.State.UP);
            nodes.add(node);
            return node;
        }

        List<Sessions.Opened> open(int number) throws Exception {
            List<Sessions.Opened> sessions = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                sessions.add(nodes.get(0).open(provider));
            }
            return sessions;
        }

        /** Sends requests of all sessions to all nodes at once and returns how many failed. */
        List<String> load(List<Sessions.Opened> sessions, int rounds) throws Exception {
            List<Callable<String>> requests = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                for (Sessions.Opened session : sessions) {
                    for (SessionNode node : nodes) {
                        requests.add(() -> node.code(session));
                    }
                }
            }
            Collections.shuffle(requests, new Random(rounds));
            ExecutorService threads = Executors.newFixedThreadPool(16);
            List<String> failed = new ArrayList<>();
            for (Future<String> code : threads.invokeAll(requests)) {
                if (!code.get().equals("live")) {
                    failed.add(code.get());
                }
            }
            threads.shutdown();
            return failed;
        }

        /**
         * Returns how many sessions are not refreshed yet. The clock must not move while a refresh is in progress: for
         * the other node that would be a claim that has ended.
         */
        long due(List<Sessions.Opened> sessions) throws Exception {
            long due = 0;
            for (Sessions.Opened session : sessions) {
                String data = nodes.get(1).data(session.record().id());
                due += SessionData.due(data) <= clock.millis() ? 1 : 0;
            }
            return due;
        }

        @Override
        public void close() {
            nodes.forEach(SessionNode::close);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {240, 301, 1200})
    default void sessionsThatExpireTogether_areRefreshedOnceEach(long seconds, @TempDir Path folder) throws Exception {
        try (Cluster cluster = new Cluster(factory(), store(), folder)) {
            List<Sessions.Opened> sessions = cluster.open(SESSIONS);
            cluster.clock.advance(Duration.ofSeconds(seconds));
            assertEquals(List.of(), cluster.load(sessions, 5));
            SessionNode.await(() -> cluster.provider.used.size() >= SESSIONS);
            for (Sessions.Opened session : sessions) {
                SessionNode.await(() -> SessionData.due(
                                cluster.nodes.get(1).data(session.record().id()))
                        > cluster.clock.millis());
            }
            assertEquals(List.of(), cluster.load(sessions, 1));
            assertEquals(SESSIONS, cluster.provider.used.size());
            assertEquals(0, cluster.provider.reused.get());
        }
    }

    @Test
    default void requestOnTheOtherNode_waitsForTheSameRefresh(@TempDir Path folder) throws Exception {
        try (Cluster cluster = new Cluster(factory(), store(), folder)) {
            Sessions.Opened session = cluster.open(1).get(0);
            assertEquals("live", cluster.nodes.get(1).code(session));
            CountDownLatch asked = new CountDownLatch(1);
            CountDownLatch slow = new CountDownLatch(1);
            cluster.provider.answer = tokens -> {
                asked.countDown();
                try {
                    slow.await();
                } catch (InterruptedException interrupted) {
                    throw new AssertionError(interrupted);
                }
                return new TokenAnswer.Issued(tokens);
            };
            cluster.clock.advance(Duration.ofMinutes(15));
            ExecutorService threads = Executors.newFixedThreadPool(2);
            Future<String> first = threads.submit(() -> cluster.nodes.get(0).code(session));
            asked.await();
            Future<String> second = threads.submit(() -> cluster.nodes.get(1).code(session));
            slow.countDown();
            assertEquals("live", first.get());
            assertEquals("live", second.get());
            threads.shutdown();
            assertEquals(List.of("refresh-1"), cluster.provider.used);
        }
    }

    /** A node that is killed loses its threads and what it holds in memory, but not what it has stored. */
    @Test
    default void nodesThatAreKilledBeforeTheirAnswer_loseNoSession(@TempDir Path folder) throws Exception {
        try (Cluster cluster = new Cluster(factory(), store(), folder)) {
            List<Sessions.Opened> sessions = cluster.open(40);
            AtomicInteger calls = new AtomicInteger();
            for (int kill = 0; kill < 20; kill++) {
                AtomicInteger lost = new AtomicInteger();
                cluster.provider.answer = tokens -> {
                    if (calls.incrementAndGet() % 10 == 0) {
                        lost.incrementAndGet();
                        throw new Killed();
                    }
                    return new TokenAnswer.Issued(tokens);
                };
                cluster.clock.advance(Duration.ofSeconds(245));
                assertEquals(List.of(), cluster.load(sessions, 1));
                SessionNode.await(() -> cluster.due(sessions) == lost.get());
                SessionNode killed = cluster.nodes.remove(0);
                cluster.start();
                killed.close();
                cluster.provider.up();
                cluster.clock.advance(Duration.ofSeconds(9));
                assertEquals(List.of(), cluster.load(sessions, 1));
                SessionNode.await(() -> cluster.due(sessions) == 0);
            }
            assertTrue(calls.get() > 400);
            assertEquals(0, cluster.provider.reused.get());
        }
    }

    /** Ends the thread of a refresh where it is. */
    final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }
}
