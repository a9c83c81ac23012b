package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.idp.tokens.DpopProof;
import dev.gatehouse.idp.tokens.SigningKey;
import dev.gatehouse.testkit.MovableClock;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9449 and RFC 9470 as a client meets them. */
class DpopOverHttpTest {

    private static final SigningKey CLIENT = SigningKey.generate("ES256");
    private static final String BOUND = "\"cnf\":{\"jkt\":\"" + CLIENT.thumbprint() + "\"}";
    private static final String TOKEN = DpopRig.tokenWith(BOUND);
    private static final String ALGS = "algs=\"RS256 PS256 ES256\"";

    @TempDir
    Path folder;

    private final MovableClock clock = MovableClock.at(Instant.ofEpochSecond(TestToken.NOW));

    private JwtServer open(String... settings) {
        return JwtServer.open(clock, DpopRig.settings(folder, settings));
    }

    private DpopProof proof(JwtServer server, String path, String token) {
        return DpopProof.of(CLIENT, "GET", server.url(path)).forToken(token).issuedAt(clock.instant());
    }

    private HttpResponse<String> get(JwtServer server, String path, String token) throws Exception {
        return server.get(
                path,
                "Authorization",
                "DPoP " + token,
                "DPoP",
                proof(server, path, token).serialize());
    }

    @Test
    void provenToken_isItsCallerAndTheTypeIsDpop() throws Exception {
        try (JwtServer server = open()) {
            HttpResponse<String> response = get(server, "/v1/tasks", TOKEN);
            assertEquals(200, response.statusCode());
            assertEquals("DPoP alice", response.body());
            assertEquals(200, get(server, "/v1/tasks", TOKEN).statusCode());
        }
    }

    @Test
    void queryIsNoPartOfTheUrl() throws Exception {
        try (JwtServer server = open()) {
            String proof = proof(server, "/v1/tasks", TOKEN).serialize();
            assertEquals(
                    200,
                    server.get("/v1/tasks?state=CREATED", "Authorization", "DPoP " + TOKEN, "DPoP", proof)
                            .statusCode());
        }
    }

    @Test
    void replayedProof_isRefusedAlsoForAnotherPath() throws Exception {
        try (JwtServer server = open()) {
            String proof = proof(server, "/a", TOKEN).serialize();
            String[] headers = {"Authorization", "DPoP " + TOKEN, "DPoP", proof};
            assertEquals(200, server.get("/a", headers).statusCode());
            for (String path : List.of("/a", "/b", "/optional")) {
                HttpResponse<String> replayed = server.get(path, headers);
                assertEquals(401, replayed.statusCode());
                assertEquals(
                        List.of(
                                "DPoP realm=\"gatehouse\", error=\"invalid_dpop_proof\", " + ALGS,
                                "Bearer realm=\"gatehouse\""),
                        JwtServer.challenges(replayed));
            }
        }
    }

    @Test
    void repeatedProofHeader_isRefused() throws Exception {
        try (JwtServer server = open()) {
            String proof = proof(server, "/a", TOKEN).serialize();
            HttpResponse<String> response =
                    server.get("/a", "Authorization", "DPoP " + TOKEN, "DPoP", proof, "DPoP", proof);
            assertEquals(401, response.statusCode());
            assertTrue(JwtServer.challenges(response).get(0).contains("invalid_dpop_proof"));
        }
    }

    @Test
    void boundTokenAsBearer_isRefusedAndShownTheWay() throws Exception {
        try (JwtServer server = open()) {
            for (String path : List.of("/a", "/optional")) {
                HttpResponse<String> response = server.get(
                        path,
                        "Authorization",
                        "Bearer " + TOKEN,
                        "DPoP",
                        proof(server, path, TOKEN).serialize());
                assertEquals(401, response.statusCode());
                assertEquals(
                        List.of(
                                "Bearer realm=\"gatehouse\", error=\"invalid_token\"",
                                "DPoP realm=\"gatehouse\", " + ALGS),
                        JwtServer.challenges(response));
            }
        }
    }

    @Test
    void plainBearerToken_isAsGoodAsBefore() throws Exception {
        try (JwtServer server = open()) {
            HttpResponse<String> good = server.get("/a", "Authorization", "Bearer " + DpopRig.unboundToken());
            assertEquals("Bearer alice", good.body());
            HttpResponse<String> nothing = server.get("/a");
            assertEquals(List.of("Bearer realm=\"gatehouse\""), JwtServer.challenges(nothing));
            HttpResponse<String> unbound = get(server, "/a", DpopRig.unboundToken());
            assertEquals(401, unbound.statusCode());
            assertTrue(JwtServer.challenges(unbound)
                    .get(0)
                    .startsWith("DPoP realm=\"gatehouse\", error=\"invalid_token\""));
        }
    }

    @Test
    void whereDpopIsRequired_bearerTokensAreRefused() throws Exception {
        try (JwtServer server = open("auth.jwt.dpop", "required")) {
            HttpResponse<String> bearer = server.get("/a", "Authorization", "Bearer " + DpopRig.unboundToken());
            assertEquals(401, bearer.statusCode());
            assertEquals(
                    List.of("DPoP realm=\"gatehouse\", error=\"invalid_token\", " + ALGS),
                    JwtServer.challenges(bearer));
            assertEquals(List.of("DPoP realm=\"gatehouse\", " + ALGS), JwtServer.challenges(server.get("/a")));
            assertEquals(200, get(server, "/a", TOKEN).statusCode());
        }
    }

    @Test
    void whereDpopIsOff_itsSchemeIsRefusedAndNotOverlooked() throws Exception {
        try (JwtServer server = open("auth.jwt.dpop", "off")) {
            HttpResponse<String> response = get(server, "/optional", TOKEN);
            assertEquals(401, response.statusCode());
            assertEquals(List.of("Bearer realm=\"gatehouse\""), JwtServer.challenges(response));
        }
    }

    @Test
    void nonceFlow_needsOneRetry() throws Exception {
        try (JwtServer server = open("auth.bearer.dpop-nonce", "on")) {
            HttpResponse<String> first = get(server, "/a", TOKEN);
            assertEquals(401, first.statusCode());
            assertEquals(
                    "DPoP realm=\"gatehouse\", error=\"use_dpop_nonce\", " + ALGS,
                    JwtServer.challenges(first).get(0));
            String nonce = first.headers().firstValue("DPoP-Nonce").orElseThrow();
            HttpResponse<String> second = withNonce(server, nonce);
            assertEquals(200, second.statusCode());
            assertTrue(second.headers().firstValue("DPoP-Nonce").isEmpty());

            clock.advance(Duration.ofMinutes(2));
            HttpResponse<String> ageing = withNonce(server, nonce);
            assertEquals(200, ageing.statusCode());
            String next = ageing.headers().firstValue("DPoP-Nonce").orElseThrow();
            clock.advance(Duration.ofMinutes(2));
            assertEquals(200, withNonce(server, next).statusCode());
            HttpResponse<String> old = withNonce(server, nonce);
            assertEquals(401, old.statusCode());
            assertTrue(old.headers().firstValue("DPoP-Nonce").isPresent());
        }
    }

    private HttpResponse<String> withNonce(JwtServer server, String nonce) throws Exception {
        return server.get(
                "/a",
                "Authorization",
                "DPoP " + TOKEN,
                "DPoP",
                proof(server, "/a", TOKEN).nonce(nonce).serialize());
    }

    @Test
    void fullStore_isUnavailableAndNotUnauthorized() throws Exception {
        try (JwtServer server = open("auth.bearer.dpop-replay-size", "1000")) {
            for (int i = 0; i < 1_000; i++) {
                assertEquals(200, get(server, "/a", TOKEN).statusCode());
            }
            HttpResponse<String> full = get(server, "/a", TOKEN);
            assertEquals(503, full.statusCode());
            assertTrue(full.headers().firstValue("Retry-After").isPresent());
            assertTrue(JwtServer.challenges(full).isEmpty());
            assertEquals(
                    200,
                    server.get("/a", "Authorization", "Bearer " + DpopRig.unboundToken())
                            .statusCode());
        }
    }

    @Test
    void missingPermission_isForbiddenInTheScheme() throws Exception {
        try (JwtServer server = open()) {
            HttpResponse<String> response = get(server, "/write", TOKEN);
            assertEquals(403, response.statusCode());
            assertEquals(
                    List.of("DPoP realm=\"gatehouse\", error=\"insufficient_scope\", scope=\"WRITE\", " + ALGS),
                    JwtServer.challenges(response));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/gold   | \"acr\":\"gold\"                        | ",
                "/gold   | \"acr\":\"silver\"                      | acr_values=\"gold\"",
                "/gold   | \"acr\":[\"gold\"]                      | acr_values=\"gold\"",
                "/gold   | \"x\":1                                 | acr_values=\"gold\"",
                "/recent | \"auth_time\":1767225300                | ",
                "/recent | \"auth_time\":1767225299                | max_age=\"300\"",
                "/recent | \"auth_time\":\"1767225600\"            | max_age=\"300\"",
                "/recent | \"x\":1                                 | max_age=\"300\"",
                "/both   | \"acr\":\"gold\",\"auth_time\":1767225600 | ",
                "/both   | \"acr\":\"gold\",\"auth_time\":1767225000 | acr_values=\"gold\", max_age=\"300\"",
                "/both   | \"auth_time\":1767225600                | acr_values=\"gold\", max_age=\"300\"",
            })
    void stepUp_isDemandedInBothSchemes(String path, String claims, String demand) throws Exception {
        try (JwtServer server = open()) {
            String bearer = DpopRig.tokenWith(claims);
            HttpResponse<String> plain = server.get(path, "Authorization", "Bearer " + bearer);
            HttpResponse<String> proven = get(server, path, DpopRig.tokenWith(claims + "," + BOUND));
            if (demand == null) {
                assertEquals(200, plain.statusCode());
                assertEquals(200, proven.statusCode());
                return;
            }
            String error = "realm=\"gatehouse\", error=\"insufficient_user_authentication\", " + demand;
            assertEquals(401, plain.statusCode());
            assertEquals(List.of("Bearer " + error), JwtServer.challenges(plain));
            assertEquals(401, proven.statusCode());
            assertEquals(List.of("DPoP " + error + ", " + ALGS), JwtServer.challenges(proven));
        }
    }

    @Test
    void behindAProxy_theUrlIsThePublicOne() throws Exception {
        try (JwtServer server = open("auth.public-url", "https://tasks.example.com")) {
            String proof = DpopProof.of(CLIENT, "GET", "https://tasks.example.com/a")
                    .forToken(TOKEN)
                    .issuedAt(clock.instant())
                    .serialize();
            assertEquals(
                    200,
                    server.get("/a", "Authorization", "DPoP " + TOKEN, "DPoP", proof)
                            .statusCode());
            assertEquals(401, get(server, "/a", TOKEN).statusCode());
        }
    }

    @Test
    void metadata_nameIssuerAndAlgorithmsAndAreNamedInChallenges() throws Exception {
        try (JwtServer server = open("auth.public-url", "https://tasks.example.com")) {
            HttpResponse<String> metadata = server.get("/.well-known/oauth-protected-resource");
            assertEquals(200, metadata.statusCode());
            assertEquals(
                    "{\"resource\":\"https://tasks.example.com\",\"authorization_servers\":[\"" + TestToken.ISSUER
                            + "\"],\"bearer_methods_supported\":[\"header\"],"
                            + "\"dpop_signing_alg_values_supported\":[\"ES256\",\"PS256\",\"RS256\"],"
                            + "\"tls_client_certificate_bound_access_tokens\":true}",
                    metadata.body());
            String where = "resource_metadata=\"https://tasks.example.com/.well-known/oauth-protected-resource\"";
            assertEquals(List.of("Bearer realm=\"gatehouse\", " + where), JwtServer.challenges(server.get("/a")));
            HttpResponse<String> refused = server.get("/a", "Authorization", "DPoP x");
            assertFalse(JwtServer.challenges(refused).isEmpty());
            JwtServer.challenges(refused).forEach(challenge -> assertTrue(challenge.contains(where), challenge));
        }
    }
}
