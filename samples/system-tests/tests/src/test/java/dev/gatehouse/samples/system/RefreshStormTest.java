package dev.gatehouse.samples.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.keycloak.Patience;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many sessions whose access tokens expire at the same moment, on two nodes that are in use. */
class RefreshStormTest {

    private static final int SESSIONS = 200;
    private static final int THREADS = 16;
    private static final Duration LOGINS = Duration.ofSeconds(75);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    static Path folder;

    private static NodeProvider provider;
    private static LoginCluster cluster;
    private static ExecutorService people;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        people = Executors.newFixedThreadPool(THREADS);
        provider = new NodeProvider();
        cluster = LoginCluster.start(folder, provider, Map.of("auth.login.refresh-ahead", "1s"));
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
        Instant expiry = Instant.now().plus(LOGINS);
        provider.expireAt(expiry);
        List<String> cookies = logIn();
        assertTrue(Instant.now().isBefore(expiry), "the log-ins took too long");
        provider.expireAsUsual();
        long before = provider.refreshes();

        Patience.until(PATIENCE, () -> Instant.now().isAfter(expiry.minusSeconds(3)));
        AtomicBoolean stop = new AtomicBoolean();
        List<Future<Set<Integer>>> load = use(cookies, stop);
        boolean refreshed = Patience.until(PATIENCE, () -> refreshes() >= before + SESSIONS);
        Instant end = Instant.now().plusSeconds(3);
        Patience.until(PATIENCE, () -> Instant.now().isAfter(end));
        stop.set(true);

        Set<Integer> statuses = new HashSet<>();
        for (Future<Set<Integer>> part : load) {
            statuses.addAll(part.get());
        }
        assertEquals(Set.of(200), statuses);
        assertTrue(refreshed);
        assertEquals(before + SESSIONS, provider.refreshes());
        assertEquals(0, provider.failures());
    }

    @Test
    void killedNodes_loseNoSession() throws Exception {
        // Of a token that can be used once, the successor may die with the node.
        provider.rotateRefreshTokens(false);
        provider.shortTokens();
        List<String> cookies = logIn();
        AtomicBoolean stop = new AtomicBoolean();
        List<Future<Set<Integer>>> load = use(cookies, stop);
        for (int kill = 0; kill < Integer.getInteger("gatehouse.kills", 20); kill++) {
            long before = provider.refreshes();
            assertTrue(Patience.until(PATIENCE, () -> refreshes() > before + THREADS));
            cluster.kill(kill % 2);
            cluster.restart(kill % 2);
        }
        stop.set(true);

        for (Future<Set<Integer>> part : load) {
            assertTrue(!part.get().contains(401), () -> "a session was lost");
        }
        for (int i = 0; i < cookies.size(); i++) {
            assertEquals(200, cluster.client(i % 2).use(cookies.get(i)), "session " + i);
        }
    }

    private static List<String> logIn() throws Exception {
        List<Callable<String>> logins = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            logins.add(() -> {
                WebBrowser browser = new WebBrowser();
                WebBrowser.Page back = cluster.logIn(browser, "demo");
                assertEquals(200, back.status(), back::body);
                return browser.cookies(cluster.base());
            });
        }
        List<String> cookies = new ArrayList<>();
        for (Future<String> login : people.invokeAll(logins)) {
            cookies.add(login.get());
        }
        return cookies;
    }

    /** Uses all sessions again and again, and returns the statuses that came. */
    private static List<Future<Set<Integer>>> use(List<String> cookies, AtomicBoolean stop) {
        List<Future<Set<Integer>>> load = new ArrayList<>();
        Client client = new Client(cluster.base());
        for (int thread = 0; thread < THREADS; thread++) {
            int first = thread;
            load.add(people.submit(() -> {
                Set<Integer> statuses = new HashSet<>();
                for (int i = first; !stop.get(); i += 7) {
                    statuses.add(client.who(cookies.get(i % cookies.size())).statusCode());
                }
                return statuses;
            }));
        }
        return load;
    }

    private static long refreshes() {
        try {
            return provider.refreshes();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
