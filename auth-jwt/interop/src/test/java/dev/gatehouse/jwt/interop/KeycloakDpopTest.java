package dev.gatehouse.jwt.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import dev.gatehouse.keycloak.Keycloak;
import dev.gatehouse.keycloak.KeycloakServer;
import dev.gatehouse.keycloak.KeycloakTokens;
import dev.gatehouse.testkit.MovableClock;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tokens that a real Keycloak has bound to a client's key, with their proofs, good and bad, at both mechanisms (RFC
 * 9449).
 */
@ExtendWith(Keycloak.class)
class KeycloakDpopTest {

    private static final String CLIENT = "m2m-dpop";

    private static final Map<Flavour, ProtectedApi> APIS = new EnumMap<>(Flavour.class);

    private final KeycloakServer keycloak;
    private final KeycloakTokens tokens;
    private final DpopKey key = DpopKey.generate();

    KeycloakDpopTest(KeycloakServer keycloak) throws JOSEException {
        this.keycloak = keycloak;
        this.tokens = new KeycloakTokens(keycloak);
    }

    @BeforeAll
    static void start(KeycloakServer keycloak) throws Exception {
        for (Flavour flavour : Flavour.values()) {
            APIS.put(flavour, ProtectedApi.start(flavour.settings(keycloak.issuer()), Clock.systemUTC()));
        }
    }

    @AfterAll
    static void stop() {
        APIS.values().forEach(ProtectedApi::close);
    }

    private static ProtectedApi api(Flavour flavour) {
        return APIS.get(flavour);
    }

    private String boundToken() throws JOSEException {
        return tokens.ofClient(CLIENT, key.proof("POST", tokens.endpoint(), Instant.now()));
    }

    private String proof(Flavour flavour, String path, String token) throws JOSEException {
        return key.proofFor(token, "GET", api(flavour).uri(path), Instant.now());
    }

    @ParameterizedTest
    @EnumSource
    void boundTokenWithItsProofs_isAcceptedAgainAndAgain(Flavour flavour) throws Exception {
        String token = boundToken();
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> response = api(flavour).get("/read", token, proof(flavour, "/read", token));
            String subject = KeycloakTokens.claims(token).path("sub").textValue();
            assertEquals(flavour.mechanism() + " CLIENT [READ] " + subject, response.body());
        }
        assertEquals("403 permission.missing", api(flavour).outcome("/write", token, proof(flavour, "/write", token)));
    }

    @ParameterizedTest
    @EnumSource
    void renewedTokenOfTheSameKey_isAcceptedBesideTheOldOne(Flavour flavour) throws Exception {
        String old = boundToken();
        String renewed = boundToken();
        assertEquals("200", api(flavour).outcome("/read", renewed, proof(flavour, "/read", renewed)));
        assertEquals("200", api(flavour).outcome("/read", old, proof(flavour, "/read", old)));
        assertEquals("401 dpop.proof-token", api(flavour).outcome("/read", renewed, proof(flavour, "/read", old)));
    }

    @ParameterizedTest
    @EnumSource
    void boundTokenAsBearer_isRefused(Flavour flavour) throws Exception {
        String token = boundToken();
        HttpResponse<String> response = api(flavour).get("/read", token);
        assertEquals(401, response.statusCode());
        assertEquals("token.bound", api(flavour).refusal());
        assertTrue(response.headers().allValues("WWW-Authenticate").stream()
                .anyMatch(challenge -> challenge.startsWith("DPoP ") && challenge.contains("ES256")));
        assertEquals("200", api(flavour).outcome("/read", token, proof(flavour, "/read", token)));
    }

    @ParameterizedTest
    @EnumSource
    void proofOfAnotherKey_isRefused(Flavour flavour) throws Exception {
        String token = boundToken();
        DpopKey thief = DpopKey.generate();
        String proof = thief.proofFor(token, "GET", api(flavour).uri("/read"), Instant.now());
        assertEquals("401 token.key-binding", api(flavour).outcome("/read", token, proof));
        String own = tokens.ofClient(CLIENT, thief.proof("POST", tokens.endpoint(), Instant.now()));
        String ownProof = thief.proofFor(own, "GET", api(flavour).uri("/read"), Instant.now());
        assertEquals("401 dpop.proof-token", api(flavour).outcome("/read", token, ownProof));
        assertEquals("200", api(flavour).outcome("/read", own, ownProof));
    }

    @ParameterizedTest
    @EnumSource
    void usedProof_isRefused(Flavour flavour) throws Exception {
        String token = boundToken();
        String proof = proof(flavour, "/read", token);
        assertEquals("200", api(flavour).outcome("/read", token, proof));
        assertEquals("401 dpop.proof-replayed", api(flavour).outcome("/read", token, proof));
        assertEquals("200", api(flavour).outcome("/read", token, proof(flavour, "/read", token)));
    }

    @ParameterizedTest
    @EnumSource
    void proofForAnotherRequest_isRefused(Flavour flavour) throws Exception {
        String token = boundToken();
        ProtectedApi api = api(flavour);
        Instant now = Instant.now();
        String post = key.proofFor(token, "POST", api.uri("/read"), now);
        assertEquals("401 dpop.proof-method", api.outcome("/read", token, post));
        for (URI other : new URI[] {
            api.uri("/write"),
            api.uri("/read/"),
            keycloak.base().resolve("/read"),
            URI.create("https://127.0.0.1:" + api.uri("/").getPort() + "/read"),
            URI.create("http://localhost:" + api.uri("/").getPort() + "/read")
        }) {
            String proof = key.proofFor(token, "GET", other, now);
            assertEquals("401 dpop.proof-url", api.outcome("/read", token, proof), other.toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void tokenRequestProof_isRefusedByApi(Flavour flavour) throws Exception {
        String proof = key.proof("POST", tokens.endpoint(), Instant.now());
        String token = tokens.ofClient(CLIENT, proof);
        assertEquals("401 dpop.proof-claims", api(flavour).outcome("/read", token, proof));
    }

    @ParameterizedTest
    @EnumSource
    void unboundTokenWithProof_isRefused(Flavour flavour) throws Exception {
        String token = tokens.ofClient("m2m-read");
        assertEquals("401 token.unbound", api(flavour).outcome("/read", token, proof(flavour, "/read", token)));
        assertEquals("200", api(flavour).outcome("/read", token));
    }

    @ParameterizedTest
    @EnumSource
    void requiredNonce_needsOneRetry(Flavour flavour) throws Exception {
        Map<String, String> settings = flavour.settings(keycloak.issuer());
        settings.put("auth.bearer.dpop-nonce", "on");
        MovableClock clock = MovableClock.at(Instant.now());
        try (ProtectedApi api = ProtectedApi.start(settings, clock)) {
            String token = boundToken();
            URI uri = api.uri("/read");
            HttpResponse<String> first = api.get("/read", token, key.proofFor(token, "GET", uri, clock.instant()));
            assertEquals(401, first.statusCode());
            assertEquals("dpop.nonce", api.refusal());
            assertTrue(first.headers().allValues("WWW-Authenticate").stream()
                    .anyMatch(challenge -> challenge.contains("error=\"use_dpop_nonce\"")));
            String nonce = first.headers().firstValue("DPoP-Nonce").orElseThrow();
            for (int i = 0; i < 3; i++) {
                String proof = key.proofFor(token, "GET", uri, clock.instant(), nonce);
                assertEquals("200", api.outcome("/read", token, proof));
            }
            clock.advance(Duration.ofMinutes(4));
            String late = key.proofFor(token, "GET", uri, clock.instant(), nonce);
            assertEquals("401 dpop.nonce", api.outcome("/read", token, late));
            String invented = key.proofFor(token, "GET", uri, clock.instant(), "invented");
            assertEquals("401 dpop.nonce", api.outcome("/read", token, invented));
        }
    }
}
