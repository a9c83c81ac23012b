package dev.gatehouse.samples.containers;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.gatehouse.idp.IdentityProvider;
import dev.gatehouse.servlet.AccessPolicy;
import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.Decision;
import dev.gatehouse.spi.DecisionListener;
import dev.gatehouse.spi.Health;
import dev.gatehouse.tasklist.TasklistApi;
import dev.gatehouse.tasklist.store.TaskStore;
import dev.gatehouse.tasklist.store.jdbc.StoreOptions;
import dev.gatehouse.tasklist.store.jdbc.TaskStores;
import dev.gatehouse.testkit.MovableClock;
import jakarta.servlet.ServletContainerInitializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.slf4j.LoggerFactory;

/** Five mechanisms, their providers, a clock that stands still, and the {@link MatrixApplication} on a container. */
final class Rig implements AutoCloseable {

    /** A path that needs a caller; a request without a credential marks the end of a group of decisions there. */
    private static final String SENTINEL = "/sentinel";

    final MovableClock clock = MovableClock.at("2026-03-01T12:00:00Z");
    final IdentityProvider provider = IdentityProvider.demo().clock(clock).start();
    final IdentityProvider asked = IdentityProvider.demo().clock(clock).start();
    final MatrixApplication application;
    private final BlockingQueue<Decision> decisions = new LinkedBlockingQueue<>();
    private final Path users;
    private final TaskStore store;
    private final Gatehouse gatehouse;
    private final TestContainer container;

    Rig(Function<ServletContainerInitializer, TestContainer> starter) throws IOException {
        this(starter, Map.of());
    }

    Rig(Function<ServletContainerInitializer, TestContainer> starter, Map<String, String> more) throws IOException {
        // Thousands of refusals; the log has tests of its own.
        ((Logger) LoggerFactory.getLogger("dev.gatehouse.audit")).setLevel(Level.OFF);
        users = Files.createTempFile("users", ".properties");
        Files.writeString(users, People.FILE);
        Map<String, String> settings = settings();
        settings.putAll(more);
        gatehouse = Gatehouse.builder()
                .withoutEnvironment()
                .settings(settings)
                .clock(clock)
                .policy(policy())
                .listener(new Recorder(decisions))
                .start();
        store = TaskStores.open(StoreOptions.of("jdbc:h2:mem:" + UUID.randomUUID() + ";LOCK_TIMEOUT=60000")
                .withClock(clock));
        application = new MatrixApplication(
                gatehouse, TasklistApi.builder(store).clock(clock).build());
        container = starter.apply(application);
        while (gatehouse.health().values().stream().anyMatch(health -> health.state() == Health.State.DOWN)) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("auth.mechanisms", "identity, jwt, introspection, cookie, basic");
        settings.put("auth.http.connect-timeout", "30s");
        settings.put("auth.http.timeout", "60s");
        settings.put("auth.identity.issuer", provider.keycloak().issuer());
        settings.put("auth.identity.audience", "tasklist-api");
        settings.put("auth.jwt.issuer", provider.generic().issuer());
        settings.put("auth.jwt.audience", "tasklist.camunda.io");
        settings.put("auth.jwt.permissions-claims", "permissions");
        settings.put("auth.jwt.permission-map", "read:*=READ, write:*=WRITE");
        settings.put("auth.introspection.issuer", asked.generic().issuer());
        settings.put("auth.introspection.audience", "tasklist.camunda.io");
        settings.put("auth.introspection.client-id", "tasklist");
        settings.put("auth.introspection.client-secret", "tasklist-secret");
        settings.put("auth.introspection.permissions-claims", "permissions");
        settings.put("auth.introspection.permission-map", "read:*=READ, write:*=WRITE");
        settings.put("auth.cookie.users-file", users.toString());
        settings.put("auth.cookie.rehash", "off");
        // Wrong passwords come by the hundred, and throttling has tests of its own.
        settings.put("auth.cookie.account-attempts", "1000000");
        settings.put("auth.cookie.account-total-attempts", "1000000");
        settings.put("auth.cookie.source-attempts", "1000000");
        return settings;
    }

    private static AccessPolicy policy() {
        return AccessPolicy.builder()
                .open("/open/*")
                .open("/error/*")
                .optional("/optional/*")
                .permission("/admin/*", "WRITE")
                .build();
    }

    int port() {
        return container.port();
    }

    /** Empties what was recorded until now. */
    void forget(Exchange exchange) throws IOException, InterruptedException {
        exchange.send(sentinel("start"));
        decisionsBefore("start");
        application.arrivals();
        application.entries();
    }

    /** Returns a request whose decision ends a group. */
    static String sentinel(String name) {
        return "GET " + SENTINEL + "/" + name + " HTTP/1.1\r\nHost: localhost\r\nX-Row: sentinel\r\n\r\n";
    }

    /** Waits for the decisions that were made before that about a sentinel, whose request has been answered. */
    List<Decision> decisionsBefore(String sentinel) throws InterruptedException {
        List<Decision> before = new ArrayList<>();
        for (Decision next = decisions.take();
                !next.path().equals(SENTINEL + "/" + sentinel);
                next = decisions.take()) {
            before.add(next);
        }
        return before;
    }

    /** Returns how many decisions were not told. */
    long droppedDecisions() {
        return gatehouse.droppedDecisions();
    }

    @Override
    public void close() throws IOException {
        container.close();
        gatehouse.close();
        store.close();
        provider.close();
        asked.close();
        Files.deleteIfExists(users);
    }

    private record Recorder(BlockingQueue<Decision> decisions) implements DecisionListener {
        @Override
        public boolean wantsAdmissions() {
            return true;
        }

        @Override
        public void decided(Decision decision) {
            decisions.add(decision);
        }
    }
}
