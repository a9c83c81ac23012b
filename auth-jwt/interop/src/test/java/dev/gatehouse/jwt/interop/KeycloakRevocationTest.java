package dev.gatehouse.jwt.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.keycloak.Keycloak;
import dev.gatehouse.keycloak.KeycloakAdmin;
import dev.gatehouse.keycloak.KeycloakServer;
import dev.gatehouse.keycloak.KeycloakTokens;
import dev.gatehouse.keycloak.Patience;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A token that Keycloak took back is refused as soon as the answer about it is no longer remembered. */
@ExtendWith(Keycloak.class)
class KeycloakRevocationTest {

    private static final String REFUSED = "401 token.inactive";

    /** Asks every time. */
    private static ProtectedApi asking;
    /** Remembers for a second. */
    private static ProtectedApi forgetful;
    /** Remembers for longer than these tests take. */
    private static ProtectedApi remembering;

    private final KeycloakAdmin admin;
    private final KeycloakTokens tokens;

    KeycloakRevocationTest(KeycloakServer keycloak) {
        this.admin = new KeycloakAdmin(keycloak);
        this.tokens = new KeycloakTokens(keycloak);
    }

    @BeforeAll
    static void start(KeycloakServer keycloak) throws Exception {
        asking = withCacheLife(keycloak, "0s");
        forgetful = withCacheLife(keycloak, "1s");
        remembering = withCacheLife(keycloak, "5m");
    }

    private static ProtectedApi withCacheLife(KeycloakServer keycloak, String life) throws Exception {
        return ProtectedApi.start(
                Introspection.settings(keycloak.issuer(), "cache-life", life, "refusal-life", "0s"), Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        asking.close();
        forgetful.close();
        remembering.close();
    }

    private static void assertGoodEverywhere(String token) {
        assertEquals("200", asking.outcome("/read", token));
        assertEquals("200", forgetful.outcome("/read", token));
        assertEquals("200", remembering.outcome("/read", token));
    }

    private static void assertTakenBack(String token) {
        assertEquals(REFUSED, asking.outcome("/read", token));
        assertEquals("200", remembering.outcome("/read", token));
        Patience.await(() -> forgetful.outcome("/read", token).equals(REFUSED));
    }

    @Test
    void revokedToken_isRefusedOthersStayValid() {
        String revoked = tokens.ofClient("m2m-read");
        String other = tokens.ofClient("m2m-read");
        assertGoodEverywhere(revoked);
        assertGoodEverywhere(other);
        tokens.revoke("m2m-read", revoked);
        assertTakenBack(revoked);
        assertGoodEverywhere(other);
    }

    @Test
    void tokenOfUserWhoLoggedOut_isRefusedAndOneOfALaterSessionIsGood() {
        JsonNode session = tokens.ofUser("demo");
        String token = session.path("access_token").textValue();
        assertGoodEverywhere(token);
        tokens.logOut(session.path("refresh_token").textValue());
        assertTakenBack(token);
        assertGoodEverywhere(tokens.ofUser("demo").path("access_token").textValue());
    }

    @Test
    void tokensOfUserWhoseSessionsTheOperatorEnded_areRefused() {
        String one = tokens.ofUser("reader").path("access_token").textValue();
        String two = tokens.ofUser("reader").path("access_token").textValue();
        assertGoodEverywhere(one);
        assertGoodEverywhere(two);
        admin.endSessions("reader");
        assertTakenBack(one);
        assertTakenBack(two);
    }

    @Test
    void tokenOfUserWhoIsDisabled_isRefused() {
        String token = tokens.ofUser("reader").path("access_token").textValue();
        assertGoodEverywhere(token);
        admin.userEnabled("reader", false);
        try {
            assertTakenBack(token);
        } finally {
            admin.userEnabled("reader", true);
        }
    }

    @Test
    void disabledClient_isRefused() {
        String token = tokens.ofClient("m2m-es256");
        assertGoodEverywhere(token);
        admin.clientEnabled("m2m-es256", false);
        try {
            assertTakenBack(token);
        } finally {
            admin.clientEnabled("m2m-es256", true);
        }
        assertGoodEverywhere(token);
    }
}
