package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.users.UsersFactory;
import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.SessionsFactory;
import dev.gatehouse.spi.settings.Setting;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said where the class path lacks the artifact of a mechanism, of sessions or of users. */
class MissingArtifactTest {

    private static final List<ModulePom> MODULES = ModulePom.root(
                    Path.of(System.getProperty("basedir")).resolve("../..").normalize())
            .all()
            .toList();

    /** Returns the refusal of a start that finds no mechanism and no sessions. */
    private static String refusal(Map<String, String> settings) {
        return refusal(Gatehouse.builder().settings(settings));
    }

    private static String refusal(Gatehouse.Builder builder) {
        return builder.withoutEnvironment()
                .classLoader(ClassLoader.getPlatformClassLoader())
                .check()
                .refusal()
                .map(Throwable::getMessage)
                .orElse("none");
    }

    /** Returns the artifact that has a class, as {@code group:artifact}. */
    private static String artifact(Class<?> type) {
        Path place =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
        return MODULES.stream()
                .filter(module -> place.startsWith(module.folder().resolve("target")))
                .map(module -> "dev.gatehouse:" + module.artifactId())
                .findFirst()
                .orElseThrow(() -> new AssertionError(place));
    }

    static Stream<ServiceLoader.Provider<AuthenticationMechanismFactory>> mechanisms() {
        return ServiceLoader.load(AuthenticationMechanismFactory.class).stream();
    }

    static Stream<ServiceLoader.Provider<SessionsFactory>> sessions() {
        return ServiceLoader.load(SessionsFactory.class).stream();
    }

    @ParameterizedTest
    @MethodSource("mechanisms")
    void mechanism_isSaidToBeMissingWithItsArtifact(ServiceLoader.Provider<AuthenticationMechanismFactory> found) {
        AuthenticationMechanismFactory factory = found.get();
        String artifact = artifact(found.type());

        String refusal = refusal(Map.of("auth.mechanisms", factory.name()));

        assertTrue(refusal.contains("; add the artifact " + artifact + " to the class path."), refusal);
        for (Setting<?> setting : factory.settings()) {
            assertKeyIsExplained(setting);
        }
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void sessions_areSaidToBeMissingWithTheirArtifact(ServiceLoader.Provider<SessionsFactory> found) {
        SessionsFactory factory = found.get();

        Gatehouse.Builder builder = Gatehouse.builder()
                .settings(Map.of(
                        "auth.mechanisms",
                        "jwt",
                        "auth.jwt.issuer",
                        "https://id.example.com/",
                        "auth.jwt.audience",
                        "api",
                        "auth.sessions",
                        factory.name()));
        mechanisms()
                .map(ServiceLoader.Provider::get)
                .filter(mechanism -> mechanism.name().equals("jwt"))
                .forEach(builder::mechanism);
        String refusal = refusal(builder);

        assertTrue(refusal.contains("; add the artifact " + artifact(found.type()) + " to the class path."), refusal);
        factory.settings().forEach(MissingArtifactTest::assertKeyIsExplained);
    }

    private static void assertKeyIsExplained(Setting<?> setting) {
        String refusal = refusal(Map.of(setting.key(), "x"));
        assertTrue(refusal.contains(setting.key() + " is unknown, because dev.gatehouse:auth-"), refusal);
        assertTrue(refusal.contains(", which declares it, is not on the class path"), refusal);
    }

    @Test
    void users_areSaidToBeMissingWithTheirArtifact() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        List<AuthenticationMechanismFactory> found =
                mechanisms().map(ServiceLoader.Provider::get).toList();
        List<String> artifacts = ServiceLoader.load(UsersFactory.class).stream()
                .map(users -> users.get().name() + " " + artifact(users.type()))
                .toList();
        assertEquals(List.of("jdbc dev.gatehouse:auth-cookie-jdbc"), artifacts);
        Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            Gatehouse.Builder builder = Gatehouse.builder()
                    .withoutEnvironment()
                    .settings(Map.of("auth.mechanisms", "basic", "auth.cookie.users", "jdbc"));
            found.stream().filter(factory -> factory.name().equals("basic")).forEach(builder::mechanism);
            String refusal =
                    String.valueOf(builder.check().refusal().orElseThrow().getMessage());
            assertTrue(
                    refusal.contains("; add the artifact dev.gatehouse:auth-cookie-jdbc to the class path"), refusal);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
