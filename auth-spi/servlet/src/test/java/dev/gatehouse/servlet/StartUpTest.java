package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.settings.SettingException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartUpTest {

    /** A factory that does what a test says. */
    private record Factory(String name, Function<MechanismContext, AuthenticationMechanism<?>> maker)
            implements AuthenticationMechanismFactory {
        @Override
        public AuthenticationMechanism<?> create(MechanismContext context) {
            return maker.apply(context);
        }
    }

    private static SettingException refused(Gatehouse.Builder builder, String... words) {
        long before = listenerThreads();
        SettingException refusal =
                assertThrows(SettingException.class, () -> builder.start().close());
        for (String word : words) {
            assertTrue(refusal.getMessage().contains(word), () -> word + " is missing in: " + refusal.getMessage());
        }
        assertEquals(before, listenerThreads(), "a thread was left behind");
        return refusal;
    }

    private static long listenerThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("gatehouse-decisions") && thread.isAlive())
                .count();
    }

    @Test
    void noMechanism_isRefused() {
        SettingException refusal =
                refused(Gatehouse.builder().withoutEnvironment().mechanism(TestHost.bearer()), "auth.mechanisms");
        assertEquals("auth.mechanisms", refusal.key());
        refused(TestHost.of(Map.of("auth.mechanisms", "")), "auth.mechanisms");
        refused(TestHost.of(Map.of("auth.mechanisms", ","), TestHost.bearer()), "auth.mechanisms");
    }

    @Test
    void unknownMechanism_isRefusedWithTheNearestName() {
        refused(
                TestHost.of(Map.of("auth.mechanisms", "sesion,token"), TestHost.bearer(), TestHost.session()),
                "auth.mechanisms",
                "no mechanism is called sesion",
                "did you mean session?",
                "found, session, token");
    }

    @Test
    void mechanismNamedTwice_isRefused() {
        refused(TestHost.of(Map.of("auth.mechanisms", "token, token"), TestHost.bearer()), "auth.mechanisms", "twice");
    }

    @Test
    void mechanismThatIsNotNamed_isNeverActive() throws IOException {
        FakeMechanism key = FakeMechanism.header("key", "X-API-Key");
        try (HttpRig rig = HttpRig.start(TestHost.of(Map.of("auth.mechanisms", "token"), TestHost.bearer(), key))) {
            rig.get("/x", "X-API-Key: " + Tokens.READER).assertProblem(401);
            assertEquals(0, key.made());
        }
    }

    @Test
    void twoFactoriesOfOneName_areRefused() {
        refused(
                TestHost.of(TestHost.bearer()).mechanism(new Factory("token", context -> TestHost.session())),
                FakeMechanism.class.getName(),
                Factory.class.getName(),
                "have the same name token");
    }

    @Test
    void factoryInCode_goesBeforeAFoundOne() {
        FakeMechanism own = FakeMechanism.authorization("found", "Bearer");
        TestHost.of(own).start().close();
        assertEquals(1, own.made());
        assertEquals(1, own.closed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Upper", "under_score", "dot.ted", "a b", "abcdefghijklmnopqrstuvwxyz-0123456"})
    void factoryWithABadName_isRefused(String name) {
        refused(
                TestHost.of(TestHost.bearer()).mechanism(new Factory(name, context -> TestHost.session())),
                Factory.class.getName(),
                "no valid name");
    }

    @Test
    void mechanismNamedLikeTheSessions_isRefused() {
        refused(TestHost.of(FakeMechanism.header("sessions", "X-Key")), "cannot be named sessions");
        refused(TestHost.of(FakeMechanism.header("configuration", "X-Key")), "cannot be named configuration");
    }

    @Test
    void builder_startsOneHost() {
        Gatehouse.Builder builder = TestHost.of(TestHost.bearer());
        builder.start().close();
        assertThrows(IllegalStateException.class, builder::start);
    }

    @Test
    void twoMechanismsWithOneEndpoint_areRefused() {
        FakeMechanism one = TestHost.bearer().endpoint("POST", "/login", request -> Reply.status(204));
        FakeMechanism two = TestHost.session()
                .endpoint("GET", "/login", request -> Reply.status(204))
                .endpoint("POST", "/login", request -> Reply.status(204));
        refused(TestHost.of(one, two), "auth.mechanisms", "token and session", "POST /login");
        assertEquals(1, one.closed());
        assertEquals(1, two.closed());
    }

    @Test
    void endpointUnderAProtectedRule_isRefused() {
        FakeMechanism login = TestHost.bearer().endpoint("POST", "/login", request -> Reply.status(204));
        for (AccessRule rule : List.of(
                AccessRule.at("/login"),
                AccessRule.at("/login").permissions("ADMIN"),
                AccessRule.at("/login").optional())) {
            Gatehouse.Builder builder =
                    TestHost.of(login).policy(AccessPolicy.builder().rule(rule).build());
            refused(builder, "/login", "protects an endpoint");
        }
        for (AccessRule rule : List.of(AccessRule.at("/login").open(), AccessRule.at("/*"))) {
            TestHost.of(login)
                    .policy(AccessPolicy.builder().rule(rule).build())
                    .start()
                    .close();
        }
    }

    @Test
    void twoMechanismsForOneIssuer_areRefused() {
        FakeMechanism one = TestHost.bearer().issuers("https://a.example", "https://b.example");
        FakeMechanism two = TestHost.session().issuers("https://b.example");
        refused(TestHost.of(one, two), "token and session", "https://b.example");
        assertEquals(List.of(1, 1), List.of(one.closed(), two.closed()));
    }

    @Test
    void issuerOfTheApplicationsOwnUsers_isRefused() {
        refused(TestHost.of(TestHost.bearer().issuers("local")), "token", "local", "reserved");
    }

    @Test
    void factoryFails_isRefusedAndTheOthersAreClosed() {
        for (Factory bad : List.of(
                new Factory("bad", context -> {
                    throw new IllegalStateException("no socket");
                }),
                new Factory("bad", context -> {
                    throw new NoClassDefFoundError("org/example/Missing");
                }),
                new Factory("bad", context -> null))) {
            FakeMechanism good = TestHost.bearer();
            refused(
                    TestHost.of(Map.of("auth.mechanisms", "token,bad"), good).mechanism(bad),
                    "auth.mechanisms",
                    "bad cannot be created");
            assertEquals(1, good.made());
            assertEquals(1, good.closed());
        }
    }

    @Test
    void mechanismIsIncomplete_isRefusedAndClosed() {
        FakeMechanism noExtractor = FakeMechanism.authorization("bad", "Bearer").extracting(null);
        FakeMechanism noSource = FakeMechanism.from("bad", (CredentialSource) null);
        FakeMechanism noIssuers = FakeMechanism.authorization("bad", "Bearer").noIssuers();
        for (FakeMechanism bad : List.of(noExtractor, noSource, noIssuers)) {
            FakeMechanism good = TestHost.session();
            refused(TestHost.of(good, bad), "bad cannot be created");
            assertEquals(List.of(1, 1), List.of(good.closed(), bad.closed()));
        }
    }

    @Test
    void settingThatAMechanismRefuses_isNamed() {
        SettingException cause = new SettingException("auth.token.file", "users.properties:3: no such user");
        SettingException refusal = refused(
                TestHost.of(Map.of("auth.mechanisms", "bad")).mechanism(new Factory("bad", context -> {
                    throw cause;
                })),
                "users.properties:3");
        assertEquals("auth.token.file", refusal.key());
    }

    @Test
    void policyNamesAMechanismThatIsNotActive_isRefused() {
        FakeMechanism token = TestHost.bearer();
        AccessPolicy policy = AccessPolicy.builder()
                .rule(AccessRule.at("/x").mechanisms("tokens"))
                .build();
        refused(TestHost.of(token).policy(policy), "/x", "tokens", "did you mean token?");
        assertEquals(1, token.closed());
    }

    @Test
    void samePathInCodeAndInSettings_isRefused() {
        AccessPolicy policy = AccessPolicy.builder().authenticated("/x").build();
        Map<String, String> settings = Map.of("auth.access.path", "/x", "auth.access.mode", "open");
        SettingException refusal =
                refused(TestHost.of(settings, TestHost.bearer()).policy(policy), "two rules for /x");
        assertEquals("auth.access.path", refusal.key());
    }

    @Test
    void unknownKindOfSessions_isRefused() {
        refused(TestHost.of(Map.of("auth.sessions", "redis"), TestHost.bearer()), "auth.sessions", "redis", "none");
    }

    @Test
    void brokenServiceFile_isRefused(@TempDir Path folder) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(
                services.resolve(AuthenticationMechanismFactory.class.getName()),
                "org.example.Missing\n",
                StandardCharsets.UTF_8);
        URL[] urls = {folder.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, StartUpTest.class.getClassLoader())) {
            refused(TestHost.of(TestHost.bearer()).classLoader(loader), "org.example.Missing");
        }
    }
}
