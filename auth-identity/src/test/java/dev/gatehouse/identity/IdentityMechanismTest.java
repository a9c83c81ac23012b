package dev.gatehouse.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.idp.IdentityProvider;
import dev.gatehouse.idp.Issuer;
import dev.gatehouse.idp.tokens.TokenSpec;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityMechanismTest {

    private static IdentityProvider provider;
    private static Issuer keycloak;

    private final Map<String, String> settings = new HashMap<>();

    @BeforeAll
    static void start() {
        provider = IdentityProvider.demo()
                .user("lisa", "lisa", "Lisa Long", List.of("read:*"), List.of("sales", "board"))
                .start();
        keycloak = provider.keycloak();
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @BeforeEach
    void configure() {
        settings.put("auth.identity.issuer", keycloak.issuer());
        settings.put("auth.identity.audience", "tasklist-api");
    }

    private TestMechanism create() {
        IdentityMechanismFactory factory = new IdentityMechanismFactory();
        return TestMechanism.create(factory, TestContext.of(factory, settings).withClock(Clock.systemUTC()));
    }

    private AuthenticationResult answer(TokenSpec token) {
        try (TestMechanism mechanism = create()) {
            Keys.await(() -> mechanism.mechanism().health());
            return mechanism
                    .answer(TestRequest.get("/").withHeader("Authorization", "bearer " + token.serialize()))
                    .orElseThrow();
        }
    }

    private Caller caller(TokenSpec token) {
        return assertInstanceOf(AuthenticationResult.Authenticated.class, answer(token))
                .caller();
    }

    @Test
    void serviceAccount_isAClientWithThePermissionsOfThisApi() {
        Caller caller = caller(keycloak.mintFor("m2m-full").claim("sub", "f3a"));
        assertEquals(Caller.Kind.CLIENT, caller.kind());
        assertEquals("f3a", caller.getName());
        assertEquals(Set.of("READ", "WRITE"), caller.permissions());
        assertEquals(keycloak.issuer(), caller.issuer());
        assertEquals(Set.of("READ"), caller(keycloak.mintFor("m2m-read")).permissions());
    }

    @Test
    void tokenSignedWithEs256_isAccepted() {
        assertEquals(Caller.Kind.CLIENT, caller(keycloak.mintFor("m2m-es256")).kind());
    }

    @Test
    void person_hasNameAndGroups() {
        Caller caller = caller(keycloak.mintFor("tasklist", "lisa"));
        assertEquals(Caller.Kind.PERSON, caller.kind());
        assertEquals("Lisa Long", caller.displayName());
        assertEquals(Set.of("sales", "board"), caller.groups());
        assertEquals(Set.of("READ"), caller.permissions());
        assertNotEquals("lisa", caller.getName());
        settings.put("auth.identity.name-claim", "preferred_username");
        assertEquals("lisa", caller(keycloak.mintFor("tasklist", "lisa")).getName());
    }

    @Test
    void permissions_areThoseOfTheConfiguredAudiencesAlone() {
        Map<String, Object> permissions = Map.of(
                "tasklist-api",
                List.of("read:*", "special"),
                "zeebe-api",
                List.of("write:*"),
                "tasklist",
                Map.of("api", List.of("ADMIN")));
        assertEquals(
                Set.of("READ", "special"),
                caller(keycloak.mintFor("m2m-full").claim("permissions", permissions))
                        .permissions());
        settings.put("auth.identity.audience", "tasklist-api, zeebe-api");
        assertEquals(
                Set.of("READ", "special", "WRITE"),
                caller(keycloak.mintFor("m2m-full").claim("permissions", permissions))
                        .permissions());
    }

    @TestFactory
    Stream<DynamicTest> permissionsOfAnotherForm_grantNothing() {
        return Stream.of(
                        "read:*",
                        List.of("read:*"),
                        Map.of("tasklist-api", Map.of("read:*", true)),
                        Map.of("tasklist-api", List.of("write:*", 1)),
                        Map.of("tasklist-api", 1),
                        7)
                .map(form -> DynamicTest.dynamicTest(
                        String.valueOf(form),
                        () -> assertEquals(
                                Set.of(),
                                caller(keycloak.mintFor("m2m-full").claim("permissions", form))
                                        .permissions())));
    }

    @Test
    void noPermissions_isACallerWithout() {
        assertEquals(
                Set.of(),
                caller(keycloak.mintFor("m2m-full").without("permissions")).permissions());
    }

    @TestFactory
    Stream<DynamicTest> badToken_isRefused() {
        Map<String, TokenSpec> bad = new HashMap<>();
        bad.put("token.audience", keycloak.mintFor("m2m-wrong-aud"));
        bad.put("token.expired", keycloak.mintFor("m2m-full").expiresIn(Duration.ofSeconds(-61)));
        bad.put("token.signature", keycloak.mintFor("m2m-full").signedByImpostor());
        bad.put("token.algorithm", keycloak.mintFor("m2m-full").hmacWithPublicKey());
        bad.put("token.malformed", keycloak.mintFor("m2m-full").unsigned());
        bad.put("token.bound", keycloak.mintFor("m2m-full").claim("cnf", Map.of("jkt", "x")));
        bad.put("token.not-yet-valid", keycloak.mintFor("m2m-full").notBefore(Duration.ofMinutes(5)));
        return bad.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    AuthenticationResult.Rejected rejected =
                            assertInstanceOf(AuthenticationResult.Rejected.class, answer(entry.getValue()));
                    assertEquals(entry.getKey(), rejected.reason().code());
                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ID", "Refresh", "Logout", "Offline"})
    void keycloaksOtherTokens_areRefused(String type) {
        AuthenticationResult.Rejected rejected = assertInstanceOf(
                AuthenticationResult.Rejected.class,
                answer(keycloak.mintFor("m2m-full").claim("typ", type)));
        assertEquals("token.type", rejected.reason().code());
    }

    @Test
    void tokenOfAnotherIssuer_isLeftToOthers() {
        assertInstanceOf(
                AuthenticationResult.NotMine.class, answer(provider.generic().mintFor("demo-client")));
        assertInstanceOf(
                AuthenticationResult.NotMine.class,
                answer(keycloak.mintFor("m2m-full").claim("iss", keycloak.issuer() + "/")));
    }

    @Test
    void backendUrl_doesNotChangeIssuer() {
        String publicIssuer = "https://login.example.com/auth/realms/camunda-platform";
        settings.put("auth.identity.issuer", publicIssuer);
        settings.put("auth.identity.issuer-backend-url", keycloak.issuer());
        assertEquals(
                publicIssuer,
                caller(keycloak.mintFor("m2m-full").claim("iss", publicIssuer)).issuer());
        assertInstanceOf(AuthenticationResult.NotMine.class, answer(keycloak.mintFor("m2m-full")));
    }

    @Test
    void issuers_areTold() {
        try (TestMechanism mechanism = create()) {
            assertEquals(Set.of(keycloak.issuer()), mechanism.mechanism().issuers());
        }
    }

    @ParameterizedTest
    @CsvSource({"auth.identity.issuer, iss claim", "auth.identity.audience, tokens for other APIs"})
    void missingSetting_isRefusedByNameWithTheRemedy(String key, String remedy) {
        settings.remove(key);
        SettingException refused = assertThrows(SettingException.class, this::create);
        assertEquals(key, refused.key());
        assertTrue(refused.getMessage().contains(remedy), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "auth.identity.issuer, realm",
        "auth.identity.issuer-backend-url, keycloak",
        "auth.identity.algorithms, HS256",
        "auth.identity.clock-skew, 1h",
        "auth.identity.name-claim, a..b",
        "auth.bearer.cache-bytes, many"
    })
    void unusableSetting_isRefused(String key, String value) {
        settings.put(key, value);
        assertEquals(key, assertThrows(SettingException.class, this::create).key());
    }
}
