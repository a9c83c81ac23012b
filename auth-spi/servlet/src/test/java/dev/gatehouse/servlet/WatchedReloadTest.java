package dev.gatehouse.servlet;

import static dev.gatehouse.servlet.Tokens.bearer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.http.Answer;
import dev.gatehouse.servlet.http.RawHttp;
import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.SettingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedReloadTest {

    private static final String GOOD = "auth.mechanisms=fresh\nauth.reload-interval=100ms\n";
    private static final Instant NOW = Instant.parse("2026-11-29T02:00:00.5Z");

    @TempDir
    Path folder;

    private final ExecutorService clients = Executors.newCachedThreadPool();
    private final FreshFactory factory = new FreshFactory();
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("auth.properties");
        write(GOOD + "auth.realm=first\n");
    }

    @AfterEach
    void stop() {
        clients.shutdownNow();
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    private Gatehouse.Builder host() {
        return Gatehouse.builder()
                .withoutEnvironment()
                .settingsFile(file)
                .mechanism(factory)
                .clock(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static void await(BooleanSupplier happened) {
        while (!happened.getAsBoolean()) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    private static boolean hasRealm(Gatehouse gatehouse, String realm) {
        return gatehouse.describeSettings().stream().anyMatch(line -> line.startsWith("auth.realm = " + realm + " "));
    }

    @Test
    void changedFile_isReloadedAndABadOneKeepsTheLastGoodSettings() throws Exception {
        try (Gatehouse gatehouse = host().start()) {
            write(GOOD + "auth.realm=second\n");
            await(() -> hasRealm(gatehouse, "second"));
            assertFalse(gatehouse.health().containsKey("configuration"));

            write(GOOD + "auth.raelm=third\n");
            await(() -> gatehouse.health().containsKey("configuration"));
            Health health = gatehouse.health().get("configuration");
            assertEquals(Health.State.DEGRADED, health.state());
            assertTrue(health.detail().startsWith("since 2026-11-29T02:00:00Z, "), health.detail());
            assertTrue(health.detail().contains(file + ":3: auth.raelm is unknown"), health.detail());
            assertTrue(hasRealm(gatehouse, "second"));

            write(GOOD + "auth.realm=fourth\n");
            await(() -> hasRealm(gatehouse, "fourth"));
            await(() -> !gatehouse.health().containsKey("configuration"));
        }
        await(() -> threads("gatehouse-reload").isEmpty());
    }

    @Test
    void interval_isSwitchedOnAndOffByAReload() throws Exception {
        write("auth.mechanisms=fresh\n");
        try (Gatehouse gatehouse = host().start()) {
            // Off by default; threads of other tests may still be ending.
            await(() -> threads("gatehouse-reload").isEmpty());
            write(GOOD);
            gatehouse.reload();
            write(GOOD + "auth.realm=second\n");
            await(() -> hasRealm(gatehouse, "second"));
            write("auth.mechanisms=fresh\nauth.realm=third\n");
            await(() -> hasRealm(gatehouse, "third"));
            assertTrue(gatehouse.describeSettings().contains("auth.reload-interval = 0s (default)"));
        }
    }

    @Test
    void intervalThatIsTooShort_isRefused() throws Exception {
        write("auth.mechanisms=fresh\nauth.reload-interval=99ms\n");
        SettingException refused =
                assertThrows(SettingException.class, () -> host().start().close());
        assertTrue(refused.getMessage().endsWith("auth.reload-interval: expected 0s or at least 100ms"));
    }

    @Test
    void secretInAFile_isWatchedToo() throws Exception {
        Setting<Secret> secret = Setting.secret("auth.keyed.secret", "A secret.");
        AtomicReference<String> used = new AtomicReference<>("");
        AuthenticationMechanismFactory keyed = new AuthenticationMechanismFactory() {
            @Override
            public String name() {
                return "keyed";
            }

            @Override
            public List<Setting<?>> settings() {
                return List.of(secret);
            }

            @Override
            public AuthenticationMechanism<?> create(MechanismContext context) {
                if (!context.checkOnly()) {
                    used.set(context.settings().get(secret).reveal());
                }
                return FakeMechanism.authorization("keyed", "Bearer");
            }
        };
        Path inFile = Files.writeString(folder.resolve("secret"), "one");
        write("auth.mechanisms=keyed\nauth.reload-interval=100ms\nauth.keyed.secret=file:" + inFile + "\n");
        try (Gatehouse gatehouse = host().mechanism(keyed).start()) {
            assertEquals("one", used.get());
            Files.writeString(inFile, "two");
            await(() -> used.get().equals("two"));
            Files.delete(inFile);
            await(() -> gatehouse.health().containsKey("configuration"));
            Files.writeString(inFile, "three");
            await(() -> used.get().equals("three"));
        }
        Path ofVariable = Files.writeString(folder.resolve("other"), "four");
        write("auth.mechanisms=keyed\nauth.reload-interval=100ms\n");
        Gatehouse.Builder builder =
                host().mechanism(keyed).environment(Map.of("AUTH_KEYED_SECRET", "file:" + ofVariable), Map.of());
        try (Gatehouse gatehouse = builder.start()) {
            assertEquals("four", used.get());
            Files.writeString(ofVariable, "five");
            await(() -> used.get().equals("five"));
            assertFalse(gatehouse.health().containsKey("configuration"));
        }
    }

    @Test
    void failedReloadByTheApplication_isSeenInHealthUntilOneSucceeds() throws Exception {
        write("auth.mechanisms=fresh\n");
        try (Gatehouse gatehouse = host().start()) {
            write("auth.mechanisms=fresh\nauth.realm=\n");
            assertThrows(SettingException.class, gatehouse::reload);
            assertEquals(
                    Health.State.DEGRADED,
                    gatehouse.health().get("configuration").state());
            write("auth.mechanisms=fresh\n");
            gatehouse.reload();
            assertFalse(gatehouse.health().containsKey("configuration"));
        }
    }

    @Test
    void closedHost_isNotReloaded() {
        Gatehouse gatehouse = host().start();
        gatehouse.close();
        assertThrows(IllegalStateException.class, gatehouse::reload);
        assertEquals(1, factory.made().size());
    }

    @Test
    void thousandBadReloadsUnderLoad_failNoGoodRequestAndLeaveNoThread() throws Exception {
        write("auth.mechanisms=fresh\nauth.realm=first\n");
        AuthenticationMechanismFactory failing = new AuthenticationMechanismFactory() {
            @Override
            public String name() {
                return "failing";
            }

            @Override
            public AuthenticationMechanism<?> create(MechanismContext context) {
                return FakeMechanism.header("failing", "X-Failing").starting(() -> {
                    throw new IllegalStateException("a start that fails late");
                });
            }
        };
        List<String> bad = List.of(
                "auth.mechanisms=fresh\nauth.raelm=x\n",
                "auth.mechanisms=fresh\nauth.access.path=/x\nauth.access.mechanisms=other\n",
                "auth.mechanisms=fresh, failing\n",
                "auth.mechanisms=fresh\nauth.rea\\u00",
                "");
        AtomicBoolean over = new AtomicBoolean();
        try (HttpRig rig = HttpRig.start(host().mechanism(failing))) {
            List<Future<Integer>> traffic = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                traffic.add(clients.submit(() -> load(rig, over)));
            }
            int before = threads("gatehouse").size();
            for (int i = 0; i < 1000; i++) {
                write(bad.get(i % bad.size()));
                assertThrows(SettingException.class, rig.gatehouse::reload);
            }
            assertTrue(
                    threads("gatehouse").size() <= before,
                    () -> threads("gatehouse").toString());
            assertTrue(rig.gatehouse.health().containsKey("configuration"));
            over.set(true);
            for (Future<Integer> served : traffic) {
                assertTrue(served.get() > 0);
            }
            assertEquals(0, factory.made().get(0).closed(), "the one in use");
            factory.made().subList(1, factory.made().size()).forEach(late -> assertEquals(1, late.closed()));
            factory.checked().forEach(late -> assertEquals(1, late.closed()));
            assertEquals(1, factory.states().stream().distinct().count());
        }
    }

    private static int load(HttpRig rig, AtomicBoolean over) throws IOException {
        int served = 0;
        try (RawHttp connection = new RawHttp(rig.port())) {
            do {
                Answer answer = connection.exchange("GET", "/x", "", bearer(Tokens.READER));
                assertEquals(200, answer.status(), answer.body());
                served++;
            } while (!over.get());
        }
        return served;
    }

    private static List<String> threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith(prefix))
                .sorted()
                .toList();
    }
}
