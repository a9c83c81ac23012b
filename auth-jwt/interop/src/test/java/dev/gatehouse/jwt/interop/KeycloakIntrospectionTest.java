package dev.gatehouse.jwt.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.keycloak.Keycloak;
import dev.gatehouse.keycloak.KeycloakServer;
import dev.gatehouse.keycloak.KeycloakTokens;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real Keycloak that is asked about tokens, its own and others. */
@ExtendWith(Keycloak.class)
class KeycloakIntrospectionTest {

    private static ProtectedApi api;

    private final KeycloakServer keycloak;
    private final KeycloakTokens tokens;

    KeycloakIntrospectionTest(KeycloakServer keycloak) {
        this.keycloak = keycloak;
        this.tokens = new KeycloakTokens(keycloak);
    }

    @BeforeAll
    static void start(KeycloakServer keycloak) throws Exception {
        api = ProtectedApi.start(Introspection.settings(keycloak.issuer()), Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static String subject(String token) {
        return KeycloakTokens.claims(token).path("sub").textValue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"m2m-full", "m2m-es256"})
    void clientToken_isAcceptedAsClientWithItsPermissions(String client) {
        String token = tokens.ofClient(client);
        assertEquals(
                "introspection CLIENT [READ, WRITE] " + subject(token),
                api.get("/write", token).body());
    }

    @Test
    void usersToken_isAcceptedAsPerson() {
        String token = tokens.ofUser("demo").path("access_token").textValue();
        assertEquals(
                "introspection PERSON [READ, WRITE] " + subject(token),
                api.get("/write", token).body());
    }

    @Test
    void readersToken_readsAndIsForbiddenToWrite() {
        String token = tokens.ofClient("m2m-read");
        assertEquals("200", api.outcome("/read", token));
        assertEquals("403 permission.missing", api.outcome("/write", token));
    }

    @Test
    void tokenForAnotherApi_isRefused() {
        assertEquals("401 token.inactive", api.outcome("/read", tokens.ofClient("m2m-wrong-aud")));
    }

    @Test
    void otherTokens_areRefused() {
        JsonNode answer = tokens.ofUser("demo");
        assertEquals(
                "401 token.inactive",
                api.outcome("/read", answer.path("refresh_token").textValue()));
        assertEquals(
                "401 token.inactive",
                api.outcome("/read", answer.path("id_token").textValue()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"opaque", "2YotnFZFEjr1zCsicMWpAA", "a.b.c", "gho_16C7e42F292c6912E7710c838347Ae178B4a=="})
    void unknownToken_isRefused(String text) {
        assertEquals("401 token.inactive", api.outcome("/read", text));
    }

    @Test
    void tokenWithAnotherSignature_isRefused() {
        String token = tokens.ofClient("m2m-read");
        String other = tokens.ofClient("m2m-full");
        String forged = token.substring(0, token.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));
        assertEquals("401 token.inactive", api.outcome("/read", forged));
        assertEquals("200", api.outcome("/read", token));
    }

    @Test
    void tokenOfAnotherRealm_isLeftToOthers() {
        String token = new KeycloakTokens(keycloak.base(), "master").ofAdministrator();
        assertEquals("401 credential.unclaimed", api.outcome("/read", token));
    }

    @Test
    void clientSecretInTheForm_isTakenToo() throws Exception {
        try (ProtectedApi post = ProtectedApi.start(
                Introspection.settings(keycloak.issuer(), "client-authentication", "client_secret_post"),
                Clock.systemUTC())) {
            assertEquals("200", post.outcome("/read", tokens.ofClient("m2m-read")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_secret_basic", "client_secret_post"})
    void wrongClientSecret_leavesTokensUndecided(String method) throws Exception {
        String secret = "not-the-secret-" + UUID.randomUUID();
        try (ProtectedApi wrong = ProtectedApi.start(
                Introspection.settings(keycloak.issuer(), "client-authentication", method, "client-secret", secret),
                Clock.systemUTC())) {
            HttpResponse<String> response = wrong.get("/read", tokens.ofClient("m2m-read"));
            Undecided.check(response, method);
            assertEquals("introspection.client", wrong.refusal());
            assertFalse(response.body().contains(secret));
            assertEquals("503 introspection.client", wrong.outcome("/read", "opaque"));
        }
    }

    /** Keycloak tells a client nothing about tokens that are meant for others. */
    @Test
    void clientOutsideAudience_seesInactiveTokens() throws Exception {
        try (ProtectedApi stranger = ProtectedApi.start(
                Introspection.settings(
                        keycloak.issuer(), "client-id", "m2m-wrong-aud", "client-secret", "m2m-wrong-aud-secret"),
                Clock.systemUTC())) {
            String token = tokens.ofClient("m2m-full");
            assertEquals("401 token.inactive", stranger.outcome("/read", token));
            assertEquals("200", api.outcome("/read", token));
        }
    }

    @Test
    void boundToken_needsItsProof() throws Exception {
        DpopKey key = DpopKey.generate();
        String token = tokens.ofClient("m2m-dpop", key.proof("POST", tokens.endpoint(), Instant.now()));
        String proof = key.proofFor(token, "GET", api.uri("/read"), Instant.now());
        HttpResponse<String> response = api.get("/read", token, proof);
        assertEquals("introspection CLIENT [READ] " + subject(token), response.body());
        assertEquals("401 dpop.proof-replayed", api.outcome("/read", token, proof));
        assertEquals("401 token.bound", api.outcome("/read", token));
        String thief = DpopKey.generate().proofFor(token, "GET", api.uri("/read"), Instant.now());
        assertEquals("401 token.key-binding", api.outcome("/read", token, thief));
        assertTrue(api.isUp());
    }
}
