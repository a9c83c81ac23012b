package dev.gatehouse.jwt.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.keycloak.Keycloak;
import dev.gatehouse.keycloak.KeycloakAdmin;
import dev.gatehouse.keycloak.KeycloakServer;
import dev.gatehouse.keycloak.KeycloakTokens;
import dev.gatehouse.testkit.MovableClock;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tokens of a real Keycloak, good and bad, at both mechanisms. */
@ExtendWith(Keycloak.class)
class KeycloakTokensTest {

    private static final Duration SKEW = Duration.ofSeconds(60);

    private static final Map<Flavour, ProtectedApi> APIS = new EnumMap<>(Flavour.class);

    private final KeycloakServer keycloak;
    private final KeycloakTokens tokens;

    KeycloakTokensTest(KeycloakServer keycloak) {
        this.keycloak = keycloak;
        this.tokens = new KeycloakTokens(keycloak);
    }

    @BeforeAll
    static void start(KeycloakServer keycloak) throws Exception {
        for (Flavour flavour : Flavour.values()) {
            Map<String, String> settings = flavour.settings(keycloak.issuer());
            // The audience of the ID tokens too, so that it is not their audience that refuses them.
            settings.put("auth." + flavour.mechanism() + ".audience", "tasklist-api, tasklist");
            APIS.put(flavour, ProtectedApi.start(settings, Clock.systemUTC()));
        }
    }

    @AfterAll
    static void stop() {
        APIS.values().forEach(ProtectedApi::close);
    }

    private static ProtectedApi api(Flavour flavour) {
        return APIS.get(flavour);
    }

    private static void assertRefused(Flavour flavour, String token, String... reasons) throws Exception {
        HttpResponse<String> response = api(flavour).get("/read", token);
        String reason = api(flavour).refusal();
        assertEquals(401, response.statusCode(), reason);
        assertTrue(List.of(reasons).contains(reason), reason);
        assertEquals(
                List.of(true),
                response.headers().allValues("WWW-Authenticate").stream()
                        .filter(challenge -> challenge.startsWith("Bearer "))
                        .map(challenge -> challenge.contains("error=\"invalid_token\""))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void clientTokenWithRs256_isAcceptedAsClientWithItsPermissions(Flavour flavour) {
        String token = tokens.ofClient("m2m-full");
        assertEquals("RS256", KeycloakTokens.header(token).path("alg").textValue());
        HttpResponse<String> response = api(flavour).get("/write", token);
        String subject = KeycloakTokens.claims(token).path("sub").textValue();
        assertEquals(flavour.mechanism() + " CLIENT [READ, WRITE] " + subject, response.body());
    }

    @ParameterizedTest
    @EnumSource
    void clientTokenWithEs256_isAcceptedAsClientWithItsPermissions(Flavour flavour) {
        String token = tokens.ofClient("m2m-es256");
        assertEquals("ES256", KeycloakTokens.header(token).path("alg").textValue());
        HttpResponse<String> response = api(flavour).get("/write", token);
        String subject = KeycloakTokens.claims(token).path("sub").textValue();
        assertEquals(flavour.mechanism() + " CLIENT [READ, WRITE] " + subject, response.body());
    }

    @ParameterizedTest
    @EnumSource
    void readersToken_readsAndIsForbiddenToWrite(Flavour flavour) throws Exception {
        String token = tokens.ofClient("m2m-read");
        assertEquals(200, api(flavour).get("/read", token).statusCode());
        HttpResponse<String> refused = api(flavour).get("/write", token);
        assertEquals(403, refused.statusCode());
        assertTrue(refused.headers()
                .firstValue("WWW-Authenticate")
                .orElse("")
                .contains("error=\"insufficient_scope\", scope=\"WRITE\""));
        assertEquals("permission.missing", api(flavour).refusal());
    }

    @ParameterizedTest
    @EnumSource
    void usersToken_isAcceptedAsPerson(Flavour flavour) {
        String token = tokens.ofUser("demo").path("access_token").textValue();
        String subject = KeycloakTokens.claims(token).path("sub").textValue();
        assertEquals(
                flavour.mechanism() + " PERSON [READ, WRITE] " + subject,
                api(flavour).get("/write", token).body());
    }

    @ParameterizedTest
    @EnumSource
    void userWithoutRights_isForbidden(Flavour flavour) throws Exception {
        String token = tokens.ofUser("nobody").path("access_token").textValue();
        assertEquals(403, api(flavour).get("/read", token).statusCode());
        assertEquals("permission.missing", api(flavour).refusal());
    }

    @ParameterizedTest
    @EnumSource
    void tokenForAnotherApi_isRefused(Flavour flavour) throws Exception {
        assertRefused(flavour, tokens.ofClient("m2m-wrong-aud"), "token.audience");
    }

    @ParameterizedTest
    @EnumSource
    void idTokenOfOurAudience_isRefused(Flavour flavour) throws Exception {
        String token = tokens.ofUser("demo").path("id_token").textValue();
        assertEquals("tasklist", KeycloakTokens.claims(token).path("aud").textValue());
        assertRefused(flavour, token, "token.type");
    }

    @ParameterizedTest
    @EnumSource
    void refreshToken_isRefused(Flavour flavour) throws Exception {
        assertRefused(flavour, tokens.ofUser("demo").path("refresh_token").textValue(), "token.algorithm");
    }

    @ParameterizedTest
    @EnumSource
    void tokenOfAnotherRealm_isRefused(Flavour flavour) throws Exception {
        assertRefused(flavour, new KeycloakTokens(keycloak.base(), "master").ofAdministrator(), "credential.unclaimed");
    }

    @ParameterizedTest
    @EnumSource
    void otherHostName_isRefused(Flavour flavour) throws Exception {
        URI other = URI.create("http://localhost:" + keycloak.base().getPort());
        String token = new KeycloakTokens(other, KeycloakServer.REALM).ofClient("m2m-full");
        assertNotEquals(
                keycloak.issuer(), KeycloakTokens.claims(token).path("iss").textValue());
        assertRefused(flavour, token, "credential.unclaimed");
    }

    @ParameterizedTest
    @EnumSource
    void alteredToken_isRefused(Flavour flavour) throws Exception {
        String rsa = tokens.ofClient("m2m-full");
        String ec = tokens.ofClient("m2m-es256");
        String reader = tokens.ofClient("m2m-read");
        String[] whole = rsa.split("\\.");
        String[] weaker = reader.split("\\.");
        assertEquals(200, api(flavour).get("/write", rsa).statusCode());
        assertRefused(flavour, weaker[0] + "." + whole[1] + "." + weaker[2], "token.signature");
        assertRefused(flavour, whole[0] + "." + whole[1] + "." + ec.split("\\.")[2], "token.signature");
        assertRefused(flavour, flipped(rsa, rsa.length() - 200), "token.signature");
        assertRefused(flavour, flipped(ec, ec.length() - 40), "token.signature");
        assertRefused(flavour, whole[0] + "." + whole[1] + ".", "token.malformed", "token.signature");
        assertRefused(flavour, whole[0] + "." + whole[1], "token.malformed", "credential.unclaimed");
        assertRefused(
                flavour, header("{\"alg\":\"none\"}") + "." + whole[1] + ".", "token.algorithm", "token.malformed");
        String kid = KeycloakTokens.header(ec).path("kid").textValue();
        assertRefused(
                flavour,
                header("{\"alg\":\"ES256\",\"kid\":\"" + kid + "\"}") + "." + whole[1] + "." + whole[2],
                "token.signature");
    }

    private static String flipped(String token, int at) {
        char other = token.charAt(at) == 'A' ? 'B' : 'A';
        return token.substring(0, at) + other + token.substring(at + 1);
    }

    private static String header(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource
    void shortLivedToken_isRefusedWhenItsTimeAndTheSkewHavePassed(Flavour flavour) throws Exception {
        KeycloakAdmin admin = new KeycloakAdmin(keycloak);
        admin.tokenLifespan("m2m-read", 2);
        String token;
        try {
            token = tokens.ofClient("m2m-read");
        } finally {
            admin.tokenLifespan("m2m-read", 0);
        }
        Instant issued =
                Instant.ofEpochSecond(KeycloakTokens.claims(token).path("iat").longValue());
        assertEquals(issued.plusSeconds(2), KeycloakTokens.expiry(token));
        MovableClock clock =
                MovableClock.at(KeycloakTokens.expiry(token).plus(SKEW).minusMillis(1));
        try (ProtectedApi api = ProtectedApi.start(flavour.settings(keycloak.issuer()), clock)) {
            assertEquals("200", api.outcome("/read", token));
            clock.set(KeycloakTokens.expiry(token).plus(SKEW));
            assertEquals("401 token.expired", api.outcome("/read", token));
            clock.set(issued.minus(SKEW));
            assertEquals("200", api.outcome("/read", token));
            clock.set(issued.minus(SKEW).minusMillis(1));
            assertEquals("401 token.not-yet-valid", api.outcome("/read", token));
        }
    }

    @ParameterizedTest
    @EnumSource
    void tokenBoundToKey_isRefusedAsPlainBearer(Flavour flavour) throws Exception {
        DpopKey key = DpopKey.generate();
        String token = tokens.ofClient("m2m-dpop", key.proof("POST", tokens.endpoint(), Instant.now()));
        assertEquals(
                key.thumbprint(),
                KeycloakTokens.claims(token).path("cnf").path("jkt").textValue());
        assertRefused(flavour, token, "token.bound");
    }

    @Test
    void dpopClient_getsNoTokenWithoutProof() {
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> tokens.ofClient("m2m-dpop"));
        assertTrue(String.valueOf(refused.getMessage()).contains("DPoP"), refused.getMessage());
    }
}
