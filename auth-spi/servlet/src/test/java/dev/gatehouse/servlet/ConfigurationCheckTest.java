package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.SettingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationCheckTest {

    private static final Setting<Secret> SECRET = Setting.secret("auth.fake.secret", "A secret.");
    private static final Setting<Integer> SIZE =
            Setting.integer("auth.fake.size", "A size.", 1, 9).defaultsTo("3");

    /** Keeps what happened, in order. */
    private static final class Recording implements AuthenticationMechanismFactory {
        private final List<String> events = new ArrayList<>();
        private final List<Object> states = new ArrayList<>();

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(SECRET, SIZE);
        }

        @Override
        public AuthenticationMechanism<?> create(MechanismContext context) {
            events.add(context.checkOnly() ? "create for a check" : "create");
            states.add(context.state("state", Object.class, Object::new));
            return FakeMechanism.authorization("fake", "Bearer")
                    .checking(() -> events.add("check"))
                    .starting(() -> events.add("start"))
                    .closing(() -> events.add("close"));
        }
    }

    @TempDir
    Path folder;

    private final Recording recording = new Recording();

    private Gatehouse.Builder builder(String... lines) throws Exception {
        Path file = folder.resolve("auth.properties");
        Files.writeString(file, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
        return Gatehouse.builder().withoutEnvironment().settingsFile(file).mechanism(recording);
    }

    @Test
    void goodSettings_passAndAreShownWithOriginAndWithoutSecrets() throws Exception {
        Path file = folder.resolve("auth.properties");
        ConfigurationCheck check = builder("auth.mechanisms = fake", "auth.fake.secret = tr0ub4dor")
                .check();
        assertTrue(check.passed(), check.errors().toString());
        assertEquals(List.of(), check.errors());
        assertTrue(check.settings().contains("auth.mechanisms = fake (" + file + ":1)"), check.settings()::toString);
        assertTrue(check.settings().contains("auth.fake.secret = *** (" + file + ":2)"), check.settings()::toString);
        assertTrue(check.settings().contains("auth.fake.size = 3 (default)"), check.settings()::toString);
        assertFalse(String.join("\n", check.settings()).contains("tr0ub4dor"));
        assertEquals(List.of("create for a check", "check", "close"), recording.events);
        assertThrows(UnsupportedOperationException.class, () -> check.settings().add("x"));
        assertThrows(UnsupportedOperationException.class, () -> check.warnings().add("x"));
    }

    @Test
    void badSettings_giveTheErrorsOfAStart() throws Exception {
        for (List<String> bad : List.of(
                List.of("auth.mechanisms = fake", "auth.fake.size = 10", "auth.fake.sise = 1"),
                List.of("auth.mechanisms = fakes"),
                List.of("auth.realm = x"),
                List.of("auth.mechanisms = fake", "auth.access.path = /x", "auth.access.mechanisms = other"),
                List.of("auth.mechanisms = fake", "auth.client-cert-header = on"),
                List.of("auth.mechanisms = fake", "auth.probe-paths = /ready"))) {
            String[] lines = bad.toArray(String[]::new);
            ConfigurationCheck check = builder(lines).check();
            SettingException refused = assertThrows(
                    SettingException.class, () -> builder(lines).start().close(), bad.toString());
            assertFalse(check.passed());
            assertEquals(refused.getMessage(), String.join("\n", check.errors()));
            assertEquals(refused.key(), check.refusal().orElseThrow().key());
        }
        assertFalse(recording.events.contains("start"), recording.events.toString());
    }

    @Test
    void whatOnlyAllMechanismsTogetherShow_isCheckedToo() throws Exception {
        AuthenticationMechanismFactory late = new AuthenticationMechanismFactory() {
            @Override
            public String name() {
                return "late";
            }

            @Override
            public List<Setting<?>> settings() {
                return List.of(SIZE);
            }

            @Override
            public AuthenticationMechanism<?> create(MechanismContext context) {
                return FakeMechanism.header("late", "X-Late").checking(() -> {
                    throw context.settings().refuse(SIZE, "does not fit");
                });
            }
        };
        Gatehouse.Builder builder =
                builder("auth.mechanisms = fake, late", "auth.fake.size = 4").mechanism(late);
        assertTrue(builder.check().errors().get(0).endsWith("auth.fake.size: does not fit"));
        recording.events.clear();
        assertThrows(SettingException.class, () -> builder.start().close());
        assertEquals(List.of("create", "check", "close"), recording.events, "none is started");
    }

    @Test
    void check_startsNoThreadAndLeavesTheBuilderAsItWas() throws Exception {
        List<String> before = threads();
        Gatehouse.Builder builder = builder("auth.mechanisms = fake");
        assertTrue(builder.check().passed());
        assertTrue(builder.check().passed());
        assertEquals(before, threads());
        try (Gatehouse gatehouse = builder.start()) {
            gatehouse.reload();
        }
        assertNotSame(recording.states.get(0), recording.states.get(1), "every check has state of its own");
        assertNotSame(recording.states.get(0), recording.states.get(2));
        assertSame(recording.states.get(2), recording.states.get(4), "the state of the host outlives a reload");
        assertNotSame(recording.states.get(2), recording.states.get(3), "a reload checks without it");
    }

    @Test
    void warnings_areListed() {
        ConfigurationCheck check = Gatehouse.builder()
                .settings(Map.of("auth.mechanisms", "fake", "auth.cross-site-guard", "off"))
                .environment(Map.of("AUTH_FAKE_SIZE", "4", "AUTH_FAKE_SISE", "5"), Map.of())
                .mechanism(recording)
                .check();
        assertTrue(check.passed(), check.errors().toString());
        assertTrue(check.settings().contains("auth.fake.size = 4 (environment variable AUTH_FAKE_SIZE)"));
        assertTrue(
                check.warnings().stream().anyMatch(line -> line.startsWith("auth.cross-site-guard is off")),
                check.warnings().toString());
        assertTrue(
                check.warnings().stream().anyMatch(line -> line.contains("AUTH_FAKE_SISE")),
                check.warnings().toString());
        assertEquals(2, check.warnings().size(), check.warnings().toString());
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("gatehouse"))
                .sorted()
                .toList();
    }
}
