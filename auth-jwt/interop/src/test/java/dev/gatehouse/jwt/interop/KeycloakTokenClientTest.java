package dev.gatehouse.jwt.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.jwt.client.AccessToken;
import dev.gatehouse.jwt.client.BearerHttpClient;
import dev.gatehouse.jwt.client.TokenClient;
import dev.gatehouse.jwt.client.TokenClientBuilder;
import dev.gatehouse.jwt.client.TokenException;
import dev.gatehouse.keycloak.Keycloak;
import dev.gatehouse.keycloak.KeycloakServer;
import dev.gatehouse.keycloak.KeycloakTokens;
import dev.gatehouse.keycloak.Patience;
import dev.gatehouse.testkit.MovableClock;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The token client with a secret at a real Keycloak, and its tokens at our own API. */
@ExtendWith(Keycloak.class)
class KeycloakTokenClientTest {

    private static ProtectedApi api;

    private final KeycloakServer keycloak;
    private final KeycloakTokens tokens;

    KeycloakTokenClientTest(KeycloakServer keycloak) {
        this.keycloak = keycloak;
        this.tokens = new KeycloakTokens(keycloak);
    }

    @BeforeAll
    static void start(KeycloakServer keycloak) throws Exception {
        api = ProtectedApi.start(Flavour.JWT.settings(keycloak.issuer()), Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private TokenClientBuilder client(String secret) {
        return patient(TokenClient.builder())
                .clientId("m2m-full")
                .clientSecret(secret)
                .issuer(keycloak.issuer());
    }

    /** How busy the machine is must not decide whether an answer comes in time. */
    private static TokenClientBuilder patient(TokenClientBuilder builder) {
        return builder.connectTimeout(Duration.ofMinutes(1))
                .requestTimeout(Duration.ofMinutes(1))
                .deadline(Duration.ofMinutes(3));
    }

    private static void assertAccepted(AccessToken token) {
        assertEquals("200", api.outcome("/write", token.value()));
    }

    @Test
    void secretInBody_getsAcceptedToken() throws Exception {
        try (TokenClient client = client("m2m-full-secret").build()) {
            AccessToken token = client.token();
            assertAccepted(token);
            assertEquals(
                    "m2m-full", KeycloakTokens.claims(token.value()).path("azp").textValue());
            // Counted from before it was asked for, so it is not used for longer than Keycloak says.
            assertFalse(token.expiresAt()
                    .isAfter(KeycloakTokens.expiry(token.value()).plusSeconds(1)));
        }
    }

    @Test
    void secretInHeader_getsAcceptedToken() throws Exception {
        try (TokenClient client = client("m2m-full-secret").secretInHeader().build()) {
            assertAccepted(client.token());
        }
    }

    @Test
    void tokenEndpointInPlaceOfTheIssuer_getsATokenToo() throws Exception {
        try (TokenClient client = client("m2m-full-secret")
                .tokenEndpoint(tokens.endpoint().toString())
                .build()) {
            assertAccepted(client.token());
        }
    }

    @Test
    void variablesOfCamundasClients_getATokenToo() throws Exception {
        Map<String, String> environment = new HashMap<>();
        environment.put("ZEEBE_CLIENT_ID", "m2m-full");
        environment.put("ZEEBE_CLIENT_SECRET", "m2m-full-secret");
        environment.put("ZEEBE_AUTHORIZATION_SERVER_URL", tokens.endpoint().toString());
        environment.put("CAMUNDA_TASKLIST_OAUTH_AUDIENCE", "tasklist-api");
        try (TokenClient client =
                patient(TokenClient.fromEnvironment(environment)).build()) {
            assertAccepted(client.token());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void wrongSecret_isNotInTheMessage(boolean inHeader) {
        String secret = "wrong-" + UUID.randomUUID();
        TokenClientBuilder builder = client(secret);
        if (inHeader) {
            builder.secretInHeader();
        }
        try (TokenClient client = builder.build()) {
            TokenException refused = assertThrows(TokenException.class, client::token);
            assertEquals(TokenException.Kind.REFUSED, refused.kind());
            assertTrue(refused.error().isPresent(), "Keycloak says why");
            String message = String.valueOf(refused.getMessage());
            assertTrue(message.contains(refused.error().orElseThrow()), message);
            assertTrue(message.contains("127.0.0.1:" + keycloak.base().getPort()), message);
            for (String shown :
                    new String[] {message, refused.errorDescription().orElse(""), client.toString()}) {
                assertFalse(shown.contains(secret), shown);
            }
        }
    }

    @Test
    void unknownClient_isRefused() {
        try (TokenClient client =
                client("any-secret").clientId("nobody-of-this-name").build()) {
            TokenException refused = assertThrows(TokenException.class, client::token);
            assertEquals(TokenException.Kind.REFUSED, refused.kind());
        }
    }

    @Test
    void boundToken_isRefusedByClient() {
        try (TokenClient client = client("m2m-dpop-secret").clientId("m2m-dpop").build()) {
            TokenException refused = assertThrows(TokenException.class, client::token);
            assertEquals(TokenException.Kind.REFUSED, refused.kind());
            assertTrue(String.valueOf(refused.getMessage()).contains("DPoP"), refused.getMessage());
        }
    }

    @Test
    void token_isKeptAndRenewedBeforeItsEnd() throws Exception {
        MovableClock clock = MovableClock.at(Instant.now());
        try (TokenClient client = client("m2m-full-secret").clock(clock).build()) {
            AccessToken first = client.token();
            assertEquals(first, client.token());
            assertEquals(first, client.token(null, null));

            // Past 80 % of its life and before its end: the old one goes on while the new one is fetched.
            clock.advance(Duration.ofSeconds(270));
            assertEquals(first, client.token());
            AccessToken[] now = {first};
            Patience.await(() -> {
                now[0] = client.tokenAsync().join();
                return !now[0].equals(first);
            });
            AccessToken second = now[0];
            assertAccepted(second);
            assertEquals(second, client.token());

            clock.set(second.expiresAt());
            AccessToken third = client.token();
            assertNotEquals(second, third);
            assertAccepted(third);
        }
    }

    @Test
    void revokedToken_isReplaced() throws Exception {
        Map<String, String> settings = Introspection.settings(keycloak.issuer(), "cache-life", "0s");
        try (ProtectedApi asking = ProtectedApi.start(settings, Clock.systemUTC());
                TokenClient client = client("m2m-full-secret").build()) {
            BearerHttpClient http = BearerHttpClient.of(
                    HttpClient.newHttpClient(), client, asking.uri("/").toString());
            HttpRequest request = HttpRequest.newBuilder(asking.uri("/write")).build();
            assertEquals(200, http.send(request, BodyHandlers.ofString()).statusCode());
            AccessToken revoked = client.token();
            tokens.revoke("m2m-full", revoked.value());
            assertEquals(200, http.send(request, BodyHandlers.ofString()).statusCode());
            assertEquals("token.inactive", asking.refusal());
            assertNotEquals(revoked, client.token());
        }
    }
}
