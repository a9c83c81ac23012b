package dev.gatehouse.samples.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gatehouse.keycloak.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many sessions whose access tokens expire at the same moment, on two nodes that are in use. */
class RefreshStormTest {

    private static final int SESSIONS = 200;
    private static final int THREADS = 16;
    private static final int KILLS = Integer.getInteger("gatehouse.kills", 2);
    /** Long enough to see none of them expire again. */
    private static final int LONG_SECONDS = 3_000;

    @TempDir
    static Path folder;

    private static NodeProvider provider;
    private static LoginCluster cluster;
    private static ExecutorService people;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        people = Executors.newFixedThreadPool(THREADS);
        provider = new NodeProvider();
        cluster = LoginCluster.start(
                folder,
                provider,
                // A claim of a node that was killed ends after this time and five seconds.
                Map.of("auth.login.refresh-ahead", "1s", "auth.http.timeout", "20s"));
    }

    @AfterAll
    static void stop() throws IOException {
        if (people != null) {
            people.shutdownNow();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void expiryOfAllAtOnce_isOneRefreshEachAndNoFailedRequest() throws Exception {
        provider.rotateRefreshTokens(true);
        List<String> cookies = logIn();
        expireTogether(cookies);
        provider.lifetime(LONG_SECONDS);
        long before = provider.refreshes();

        Set<Integer> statuses;
        try (SessionLoad load = new SessionLoad(cluster.base(), cookies, THREADS)) {
            load.await(() -> refreshedSessions() == SESSIONS);
            load.awaitAnswers(4 * SESSIONS);
            statuses = load.stop();
        }

        assertEquals(Set.of(200), statuses);
        assertEquals(before + SESSIONS, provider.refreshes());
        assertEquals(0, provider.failures());
    }

    /** With many kills on a slow machine this takes longer than other tests. */
    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void killedNodes_loseNoSession() throws Exception {
        // Of a token that can be used once, the successor may die with the node.
        provider.rotateRefreshTokens(false);
        List<String> cookies = logIn();
        Set<Integer> statuses;
        try (SessionLoad load = new SessionLoad(cluster.base(), cookies, THREADS)) {
            for (int kill = 0; kill < KILLS; kill++) {
                Instant expiry = Instant.now().plusSeconds(6);
                provider.expireAt(expiry);
                // All tokens have expired. Some sessions have new ones now, others wait for them.
                load.await(() -> refreshedSessions() > SESSIONS / 10);
                cluster.kill(kill % 2);
                cluster.restart(kill % 2);
                Patience.await(() -> Instant.now().isAfter(expiry));
            }
            provider.lifetime(LONG_SECONDS);
            load.await(() -> refreshedSessions() == SESSIONS);
            statuses = load.stop();
        }

        assertFalse(statuses.contains(401), "a session was lost");
        for (int node = 0; node < 2; node++) {
            Client client = cluster.client(node);
            assertEquals(Collections.nCopies(SESSIONS, 200), all(cookies, client::use));
        }
        assertEquals(0, provider.failures());
    }

    private static List<String> logIn() throws Exception {
        provider.lifetime(1);
        return all(IntStream.range(0, SESSIONS).boxed().toList(), number -> {
            WebBrowser browser = new WebBrowser();
            WebBrowser.Page back = cluster.logIn(browser, "demo");
            assertEquals(200, back.status(), back::body);
            return browser.cookies(cluster.base());
        });
    }

    /**
     * Gives all sessions, whose access tokens have expired, new ones that expire at one moment. That this moment is in
     * the future when the last session has its token cannot be known before, so it is tried again with more time.
     */
    private static void expireTogether(List<String> cookies) throws Exception {
        Duration time = Duration.ofSeconds(10);
        while (true) {
            Instant moment = Instant.now().plus(time);
            provider.expireAt(moment);
            assertEquals(Collections.nCopies(SESSIONS, 200), all(cookies, new Client(cluster.base())::use));
            Patience.await(
                    () -> refreshedSessions() == SESSIONS || Instant.now().isAfter(moment));
            if (Instant.now().isBefore(moment.minusSeconds(4))) {
                return;
            }
            Patience.await(() -> Instant.now().isAfter(moment));
            time = time.multipliedBy(2);
        }
    }

    /** What is done with each of many. */
    private interface Action<A, B> {
        B with(A subject) throws Exception;
    }

    /** Does it with all, some at a time. */
    private static <A, B> List<B> all(List<A> subjects, Action<A, B> action) throws Exception {
        List<Callable<B>> calls = new ArrayList<>();
        for (A subject : subjects) {
            calls.add(() -> action.with(subject));
        }
        List<B> results = new ArrayList<>();
        for (Future<B> result : people.invokeAll(calls)) {
            results.add(result.get());
        }
        return results;
    }

    private static int refreshedSessions() {
        try {
            return provider.refreshedSessions();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
