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
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JwtMechanismFactoryTest {

    private static final TestKey KEY = TestKey.elliptic("a", Curve.P_256);

    @TempDir
    Path folder;

    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void writeKeys() throws IOException {
        Path file = folder.resolve("jwks.json");
        Files.write(file, TestIssuer.jwks(KEY));
        settings.put("auth.jwt.issuer", TestToken.ISSUER);
        settings.put("auth.jwt.audience", "other-api, tasklist-api");
        settings.put("auth.jwt.jwks-file", file.toString());
    }

    private TestMechanism create() {
        JwtMechanismFactory factory = new JwtMechanismFactory();
        MovableClock clock = MovableClock.at(Instant.ofEpochSecond(TestToken.NOW));
        return TestMechanism.create(factory, TestContext.of(factory, settings).withClock(clock));
    }

    private static AuthenticationResult answer(TestMechanism mechanism, String token) {
        return mechanism
                .answer(TestRequest.get("/").withHeader("Authorization", "Bearer " + token))
                .orElseThrow();
    }

    private Caller caller(String payload) {
        try (TestMechanism mechanism = create()) {
            String token = TestToken.of(KEY).algorithm("ES256").payload(payload).compact();
            return assertInstanceOf(AuthenticationResult.Authenticated.class, answer(mechanism, token))
                    .caller();
        }
    }

    @Test
    void goodToken_isAuthenticated() {
        assertEquals("alice", caller(TestToken.claims()).getName());
    }

    @Test
    void mapping_followsSettings() {
        settings.put("auth.jwt.name-claim", "preferred_username");
        settings.put("auth.jwt.display-name-claim", "nick");
        settings.put("auth.jwt.permissions-claims", "permissions.tasklist-api, scope");
        settings.put("auth.jwt.permission-map", "read:*=READ, write:*=WRITE");
        settings.put("auth.jwt.granted-permissions", "BASE");
        settings.put("auth.jwt.groups-claim", "groups");
        settings.put("auth.jwt.tenants-claim", "tenants");
        settings.put("auth.jwt.client-rule", "present");
        Caller caller = caller(TestToken.claimsAnd(
                "\"preferred_username\":\"al\",\"nick\":\"Al\",\"permissions\":{\"tasklist-api\":[\"read:*\"]},"
                        + "\"scope\":\"openid write:*\",\"groups\":[\"g\"],\"tenants\":[\"t\"],\"client_id\":\"app\""));
        assertEquals("al", caller.getName());
        assertEquals("Al", caller.displayName());
        assertEquals(Set.of("READ", "WRITE", "openid", "BASE"), caller.permissions());
        assertEquals(Set.of("g"), caller.groups());
        assertEquals(Set.of("t"), caller.tenants());
        assertEquals(Caller.Kind.CLIENT, caller.kind());
    }

    @Test
    void tokenOfAnUnknownIssuer_isLeftToOthers() {
        try (TestMechanism mechanism = create()) {
            String claims = TestToken.claims(TestToken.ISSUER, "https://other.example.com");
            String token = TestToken.of(KEY).algorithm("ES256").payload(claims).compact();
            assertInstanceOf(AuthenticationResult.NotMine.class, answer(mechanism, token));
        }
    }

    @Test
    void severalIssuers_eachHaveTheirOwnRules() {
        settings.put("auth.jwt.issuers.b.issuer", "https://b.example.com");
        settings.put("auth.jwt.issuers.b.audience", "b-api");
        settings.put("auth.jwt.issuers.b.jwks-file", settings.get("auth.jwt.jwks-file"));
        settings.put("auth.jwt.issuers.b.algorithms", "ES256");
        try (TestMechanism mechanism = create()) {
            assertEquals(
                    Set.of(TestToken.ISSUER, "https://b.example.com"),
                    mechanism.mechanism().issuers());
            String claims = TestToken.claims(TestToken.ISSUER, "https://b.example.com");
            String wrong = TestToken.of(KEY).algorithm("ES256").payload(claims).compact();
            AuthenticationResult.Rejected rejected =
                    assertInstanceOf(AuthenticationResult.Rejected.class, answer(mechanism, wrong));
            assertEquals("token.audience", rejected.reason().code());
            String right = TestToken.of(KEY)
                    .algorithm("ES256")
                    .payload(claims.replace("tasklist-api", "b-api"))
                    .compact();
            assertInstanceOf(AuthenticationResult.Authenticated.class, answer(mechanism, right));
        }
    }

    @ParameterizedTest
    @CsvSource({"auth.jwt.issuer, claim iss", "auth.jwt.audience, tokens for other APIs"})
    void missingSetting_isRefusedByNameWithTheRemedy(String key, String remedy) {
        settings.remove(key);
        SettingException refused = assertThrows(SettingException.class, this::create);
        assertEquals(key, refused.key());
        assertTrue(refused.getMessage().contains(key) && refused.getMessage().contains(remedy), refused.getMessage());
    }

    @Test
    void noSettingsAtAll_areRefused() {
        settings.clear();
        assertEquals(
                "auth.jwt.issuer",
                assertThrows(SettingException.class, this::create).key());
    }

    @Test
    void sameIssuerTwice_isRefused() {
        settings.put("auth.jwt.issuers.b.issuer", TestToken.ISSUER);
        settings.put("auth.jwt.issuers.b.audience", "b-api");
        SettingException refused = assertThrows(SettingException.class, this::create);
        assertTrue(refused.key().equals("auth.jwt.issuers.b.issuer"), refused.key());
    }

    @ParameterizedTest
    @CsvSource({
        "auth.jwt.issuer, https://a.example.com/?x=1",
        "auth.jwt.algorithms, HS256",
        "auth.jwt.algorithms, none",
        "auth.jwt.algorithms, 'RS256,'",
        "auth.jwt.clock-skew, 6m",
        "auth.jwt.clock-skew, 60",
        "auth.jwt.permission-map, read",
        "auth.jwt.permission-map, 'a=b,a=c'",
        "auth.jwt.permissions-claims, 'a..b'",
        "auth.jwt.client-rule, sometimes",
        "auth.bearer.cache-bytes, -1",
        "auth.jwt.max-lifetime, 0s",
        "auth.jwt.jwks-uri, https://a.example.com/jwks"
    })
    void unusableSetting_isRefused(String key, String value) {
        settings.put(key, value);
        SettingException refused = assertThrows(SettingException.class, this::create);
        assertTrue(refused.key().equals(key) || refused.key().equals("auth.jwt.jwks-file"), refused.getMessage());
    }

    @Test
    void invalidKeyFile_isRefused() throws IOException {
        settings.put("auth.jwt.jwks-file", folder.resolve("absent.json").toString());
        assertEquals(
                "auth.jwt.jwks-file",
                assertThrows(SettingException.class, this::create).key());
        Path wrong = folder.resolve("wrong.json");
        Files.writeString(wrong, "{}");
        settings.put("auth.jwt.jwks-file", wrong.toString());
        assertTrue(
                assertThrows(SettingException.class, this::create).getMessage().contains("JWK set"));
    }

    @Test
    void revocationsFile_isInForceForAllIssuersAndRefusesTheStartByNameAndLine() throws IOException {
        Path file = folder.resolve("revoked.txt");
        Files.writeString(file, "jti " + TestToken.ISSUER + " 7d2\n");
        settings.put("auth.bearer.revocations-file", file.toString());
        try (TestMechanism mechanism = create()) {
            String token = TestToken.of(KEY).algorithm("ES256").compact();
            AuthenticationResult.Rejected rejected =
                    assertInstanceOf(AuthenticationResult.Rejected.class, answer(mechanism, token));
            assertEquals("token.revoked", rejected.reason().code());
        }
        Files.writeString(file, "\njti https://other.example.com 7d2\n");
        String refused = String.valueOf(
                assertThrows(SettingException.class, this::create).getMessage());
        assertTrue(refused.contains("auth.bearer.revocations-file") && refused.contains("line 2"), refused);
    }

    @Test
    void opaqueToken_isNotMine() {
        try (TestMechanism mechanism = create()) {
            AuthenticationResult.NotMine opaque =
                    assertInstanceOf(AuthenticationResult.NotMine.class, answer(mechanism, "opaque"));
            assertEquals("token.malformed", opaque.reason().code());
            AuthenticationResult.NotMine encrypted =
                    assertInstanceOf(AuthenticationResult.NotMine.class, answer(mechanism, "a.b.c.d.e"));
            assertEquals("token.encrypted", encrypted.reason().code());
            assertInstanceOf(AuthenticationResult.Rejected.class, answer(mechanism, "eyJ.b.c"));
            assertInstanceOf(AuthenticationResult.Rejected.class, answer(mechanism, "no token"));
        }
    }
}
