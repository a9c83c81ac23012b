package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The requirements of the providers rfc9068 and camunda-cloud, and related settings. */
class TokenProviderTest {

    private static final TestKey KEY = TestKey.elliptic("a", Curve.P_256);
    private static final String AT_JWT = "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"a\"}";
    private static final String JWT = TestToken.header("ES256", "a");
    private static final String CLUSTER = "\"https://camunda.com/clusterId\":\"c-1\"";

    @TempDir
    Path folder;

    private final Map<String, String> settings = new HashMap<>();
    private final MovableClock clock = MovableClock.at(Instant.ofEpochSecond(TestToken.NOW));

    @BeforeEach
    void configure() throws IOException {
        Path file = folder.resolve("jwks.json");
        Files.write(file, TestIssuer.jwks(KEY));
        settings.put("auth.jwt.issuer", TestToken.ISSUER);
        settings.put("auth.jwt.audience", TestToken.AUDIENCE);
        settings.put("auth.jwt.jwks-file", file.toString());
        settings.put("auth.jwt.algorithms", "ES256");
    }

    private TestMechanism create() {
        JwtMechanismFactory factory = new JwtMechanismFactory();
        return TestMechanism.create(factory, TestContext.of(factory, settings).withClock(clock));
    }

    private static String token(String header, String payload) {
        return TestToken.of(KEY)
                .algorithm("ES256")
                .header(header)
                .payload(payload)
                .compact();
    }

    private static String word(AuthenticationResult result) {
        return result instanceof AuthenticationResult.Rejected rejected
                ? rejected.reason().code()
                : result.getClass().getSimpleName();
    }

    private static AuthenticationResult answer(TestMechanism mechanism, String token) {
        return mechanism
                .answer(TestRequest.get("/").withHeader("Authorization", "Bearer " + token))
                .orElseThrow();
    }

    private String outcome(String header, String payload) {
        try (TestMechanism mechanism = create()) {
            return word(answer(mechanism, token(header, payload)));
        }
    }

    @Test
    void rfc9068_demandsItsTypeAndClaims() {
        settings.put("auth.jwt.provider", "rfc9068");
        String good = TestToken.claimsAnd("\"client_id\":\"app\"");
        assertEquals("Authenticated", outcome(AT_JWT, good));
        assertEquals("Authenticated", outcome(AT_JWT.replace("at+jwt", "application/AT+JWT"), good));
        assertEquals("token.type", outcome(JWT, good));
        assertEquals("token.type", outcome("{\"alg\":\"ES256\",\"kid\":\"a\"}", good));
        assertEquals("token.claims", outcome(AT_JWT, TestToken.claims()));
        for (String bad : new String[] {"null", "1", "\"\"", "\" \"", "[\"app\"]", "{}"}) {
            assertEquals("token.claims", outcome(AT_JWT, TestToken.claimsAnd("\"client_id\":" + bad)), bad);
        }
        assertEquals("token.claims", outcome(AT_JWT, good.replace(",\"jti\":\"7d2\"", "")));
        assertEquals("token.claims", outcome(AT_JWT, good.replace("\"jti\":\"7d2\"", "\"jti\":\"\"")));
        assertEquals("token.claims", outcome(AT_JWT, good.replace("\"iat\":" + (TestToken.NOW - 10) + ",", "")));
        assertEquals("token.claims", outcome(AT_JWT, good.replace("\"sub\":\"alice\",", "")));
    }

    @Test
    void camundaCloud_looksAtTheFirstAudienceAndTheCluster() {
        settings.put("auth.jwt.provider", "camunda-cloud");
        settings.put("auth.jwt.cluster-id", "c-1");
        settings.remove("auth.jwt.audience");
        String cloud = TestToken.claimsAnd(CLUSTER).replace("tasklist-api", "tasklist.camunda.io");
        assertEquals("Authenticated", outcome(JWT, cloud));
        String audience = "\"aud\":\"tasklist.camunda.io\"";
        assertEquals(
                "Authenticated", outcome(JWT, cloud.replace(audience, "\"aud\":[\"tasklist.camunda.io\",\"zeebe\"]")));
        assertEquals(
                "token.audience", outcome(JWT, cloud.replace(audience, "\"aud\":[\"zeebe\",\"tasklist.camunda.io\"]")));
        assertEquals("token.claims", outcome(JWT, cloud.replace("c-1", "c-2")));
        assertEquals("token.claims", outcome(JWT, cloud.replace("," + CLUSTER, "")));
        settings.put("auth.jwt.cluster-id-claim", "scope");
        assertEquals("token.claims", outcome(JWT, cloud));
        assertEquals("Authenticated", outcome(JWT, cloud.replace(CLUSTER, "\"scope\":\"c-1\"")));
        assertEquals("token.claims", outcome(JWT, cloud.replace(CLUSTER, "\"scope\":\"c-1 more\"")));
    }

    @Test
    void camundaCloud_grantsWriteToClients() {
        settings.put("auth.jwt.provider", "camunda-cloud");
        settings.put("auth.jwt.cluster-id", "c-1");
        try (TestMechanism mechanism = create()) {
            Caller caller = assertInstanceOf(
                            AuthenticationResult.Authenticated.class,
                            answer(mechanism, token(JWT, TestToken.claimsAnd(CLUSTER))))
                    .caller();
            assertEquals(Set.of("WRITE"), caller.permissions());
            assertEquals(Caller.Kind.CLIENT, caller.kind());
        }
    }

    @Test
    void camundaCloud_defaultsToRs256() {
        settings.put("auth.jwt.provider", "camunda-cloud");
        settings.put("auth.jwt.cluster-id", "c-1");
        settings.remove("auth.jwt.algorithms");
        assertEquals("token.algorithm", outcome(JWT, TestToken.claimsAnd(CLUSTER)));
    }

    @ParameterizedTest
    @CsvSource({
        "rfc9068, auth.jwt.types, JWT, auth.jwt.types",
        "generic, auth.jwt.cluster-id, c-1, auth.jwt.cluster-id",
        "rfc9068, auth.jwt.cluster-id, c-1, auth.jwt.cluster-id",
        "camunda-cloud, auth.jwt.clock-skew, 0s, auth.jwt.cluster-id",
        "cloud, auth.jwt.clock-skew, 0s, auth.jwt.provider",
        "generic, auth.jwt.required-claims, 'a,,b', auth.jwt.required-claims",
        "generic, auth.jwt.required-claims, 'a=', auth.jwt.required-claims",
        "generic, auth.jwt.required-claims, '=a', auth.jwt.required-claims",
        "generic, auth.jwt.required-claims, 'a..b', auth.jwt.required-claims",
        "generic, auth.jwt.max-age, 0s, auth.jwt.max-age"
    })
    void conflictingSettings_areRefused(String provider, String key, String value, String at) {
        settings.put("auth.jwt.provider", provider);
        settings.put(key, value);
        assertEquals(at, assertThrows(SettingException.class, this::create).key());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "email | \"email\":\"a@example.com\" | true",
                "email | \"email\":\"\" | false",
                "email | \"email\":null | false",
                "email | \"email\":[] | false",
                "email | \"email\":{} | false",
                "email | \"email\":0 | true",
                "email | \"mail\":\"x\" | false",
                "verified=true | \"verified\":true | true",
                "verified=true | \"verified\":\"true\" | true",
                "verified=true | \"verified\":false | false",
                "level=3 | \"level\":3 | true",
                "level=3 | \"level\":3.0 | false",
                "level=3 | \"level\":30 | false",
                "scope=tasks | \"scope\":\"tasks\" | true",
                "scope=tasks | \"scope\":\"tasks more\" | false",
                "realm.roles=tasks | \"realm\":{\"roles\":[\"a\",\"tasks\"]} | true",
                "realm.roles=tasks | \"realm\":{\"roles\":[[\"tasks\"]]} | false",
                "roles=a, roles=b | \"roles\":[\"a\",\"b\"] | true",
                "roles=a, roles=b | \"roles\":[\"a\"] | false",
                "https://x.example.com/org=7 | \"https://x.example.com/org\":\"7\" | true"
            })
    void requiredClaims_areDemanded(String demanded, String member, boolean good) {
        settings.put("auth.jwt.required-claims", demanded);
        assertEquals(good ? "Authenticated" : "token.claims", outcome(JWT, TestToken.claimsAnd(member)));
    }

    @Test
    void maxAge_countsFromIat() {
        settings.put("auth.jwt.max-age", "30s");
        settings.put("auth.jwt.clock-skew", "5s");
        String token = token(JWT, TestToken.claims());
        try (TestMechanism mechanism = create()) {
            assertEquals("Authenticated", word(answer(mechanism, token)));
            clock.advance(Duration.ofSeconds(24));
            assertEquals("Authenticated", word(answer(mechanism, token)), "34 s old, and clocks may differ by 5");
            clock.advance(Duration.ofSeconds(1));
            assertEquals("token.too-old", word(answer(mechanism, token)), "though it was remembered");
            String without = TestToken.claims().replace("\"iat\":" + (TestToken.NOW - 10) + ",", "");
            assertEquals("token.too-old", word(answer(mechanism, token(JWT, without))));
        }
    }

    @Test
    void permissionsByAudience_areThoseOfTheConfiguredNames() {
        settings.put("auth.jwt.audience", "tasklist-api, tasklist.camunda.io");
        settings.put("auth.jwt.audience-permissions-claim", "permissions");
        settings.put("auth.jwt.permission-map", "read:*=READ, write:*=WRITE");
        try (TestMechanism mechanism = create()) {
            String payload = TestToken.claimsAnd("\"permissions\":{\"tasklist-api\":[\"read:*\"],"
                    + "\"tasklist.camunda.io\":[\"write:*\"],\"operate-api\":[\"delete:*\"]}");
            Caller caller = assertInstanceOf(
                            AuthenticationResult.Authenticated.class, answer(mechanism, token(JWT, payload)))
                    .caller();
            assertEquals(Set.of("READ", "WRITE"), caller.permissions());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "auth.jwt.jwks-uri, http://keys.example.com/jwks, auth.jwt.jwks-uri",
        "auth.jwt.jwks-uri, http://127.0.0.1.example.com/jwks, auth.jwt.jwks-uri",
        "auth.jwt.jwks-uri, http://10.0.0.1/jwks, auth.jwt.jwks-uri",
        "auth.jwt.issuer, http://issuer.example.com/realm, auth.jwt.issuer"
    })
    void keysOverPlainHttp_areRefusedUnlessAllowed(String key, String value, String at) {
        settings.remove("auth.jwt.jwks-file");
        settings.put(key, value);
        SettingException refused = assertThrows(SettingException.class, this::create);
        assertEquals(at, refused.key());
        assertTrue(refused.getMessage().contains("auth.jwt.allow-http"), refused.getMessage());
        settings.put("auth.jwt.allow-http", "on");
        create().close();
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080/jwks",
        "http://127.0.0.1:8080/jwks",
        "http://[::1]:8080/jwks",
        "https://keys.example.com/jwks"
    })
    void keysOfThisHostOrOverTls_areAllowed(String uri) {
        settings.remove("auth.jwt.jwks-file");
        settings.put("auth.jwt.jwks-uri", uri);
        create().close();
    }
}
