package dev.gatehouse.testkit.mechanisms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.settings.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The mechanisms that need no TLS, behind the real host over real HTTP. */
class HttpTest {

    private static final Map<String, String> BASIC =
            Map.of("auth.basic.user", "demo", "auth.basic.password", "pass:word-1001");
    private static final String GOOD = BasicContractTest.header("demo:pass:word-1001");

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void basic_letsTheRightPasswordInAndChallengesTheRest() throws Exception {
        try (Door door = Door.open("basic", BASIC)) {
            HttpResponse<String> good = get(door, "/", "Authorization", GOOD);
            assertEquals(200, good.statusCode());
            assertEquals("basic demo", good.body());
            for (HttpResponse<String> refused : List.of(
                    get(door, "/"),
                    get(door, "/", "Authorization", BasicContractTest.header("demo:pass:word-1002")),
                    get(door, "/", "Authorization", "Basic"))) {
                assertEquals(401, refused.statusCode());
                String challenge = challenge(refused);
                assertTrue(challenge.startsWith("Basic realm=") && challenge.endsWith("charset=\"UTF-8\""), challenge);
            }
        }
    }

    @Test
    void basicThatIsBad_isNotAnonymousWhereNobodyNeedsToBeKnown() throws Exception {
        try (Door door = Door.open("basic", BASIC)) {
            assertEquals("nobody", get(door, "/optional").body());
            assertEquals(
                    401,
                    get(door, "/optional", "Authorization", BasicContractTest.header("demo:x"))
                            .statusCode());
            assertEquals(401, get(door, "/optional", "Authorization", "Basic").statusCode());
        }
    }

    @Test
    void basicThatAnotherSiteMadeABrowserRepeat_isForbidden() throws Exception {
        try (Door door = Door.open("basic", BASIC)) {
            assertEquals(
                    403,
                    post(door, "Authorization", GOOD, "Sec-Fetch-Site", "cross-site")
                            .statusCode());
            assertEquals(
                    403,
                    post(door, "Authorization", GOOD, "Origin", "https://evil.example")
                            .statusCode());
            assertEquals(
                    200,
                    post(door, "Authorization", GOOD, "Sec-Fetch-Site", "same-origin")
                            .statusCode());
            assertEquals(200, post(door, "Authorization", GOOD).statusCode());
        }
    }

    @Test
    void key_letsTheRightKeyInFromAnySite() throws Exception {
        try (Door door = Door.open("key", Map.of("auth.key.clients.robot.value", "key-1001-1001"))) {
            assertEquals(
                    "key robot", get(door, "/", "X-API-Key", "key-1001-1001").body());
            assertEquals(
                    200,
                    post(door, "X-API-Key", "key-1001-1001", "Sec-Fetch-Site", "cross-site")
                            .statusCode());
            assertEquals(401, get(door, "/", "X-API-Key", "key-1001-1002").statusCode());
            assertEquals(401, get(door, "/", "X-API-Key", "").statusCode());
            assertEquals(401, get(door, "/").statusCode());
            HttpResponse<String> twice = get(door, "/", "X-API-Key", "key-1001-1001", "X-API-Key", "key-1001-1002");
            assertEquals(400, twice.statusCode());
        }
    }

    @Test
    void negotiate_takesTwoLegsAndEachExchangeOnce() throws Exception {
        Secret password = Secret.of("password-1001");
        Map<String, String> settings =
                Map.of("auth.negotiate.user", "demo", "auth.negotiate.password", password.reveal());
        try (Door door = Door.open("negotiate", settings)) {
            HttpResponse<String> nothing = get(door, "/");
            assertEquals(401, nothing.statusCode());
            assertTrue(challenge(nothing).startsWith("Negotiate"), challenge(nothing));

            HttpResponse<String> first = get(door, "/", "Authorization", NegotiateContractTest.header("hello demo"));
            assertEquals(401, first.statusCode());
            assertEquals(1, first.headers().allValues("WWW-Authenticate").size());
            String nonce = NegotiateContractTest.nonce(challenge(first));

            String proof = "proof " + nonce + " " + NegotiateMechanism.proof(password, nonce);
            HttpResponse<String> second = get(door, "/", "Authorization", NegotiateContractTest.header(proof));
            assertEquals(200, second.statusCode());
            assertEquals("negotiate demo", second.body());
            HttpResponse<String> again = get(door, "/", "Authorization", NegotiateContractTest.header(proof));
            assertEquals(401, again.statusCode());
        }
    }

    @Test
    void dpop_asksForANonceAndTakesEachProofOnce() throws Exception {
        DpopClient tokens = new DpopClient(Door.NOW);
        try (Door door = Door.open("dpop", Map.of("auth.dpop.issuer-key", tokens.issuerKey()))) {
            String url = "http://127.0.0.1:" + door.port() + "/tasks";
            HttpResponse<String> nothing = get(door, "/tasks");
            assertEquals(401, nothing.statusCode());
            assertFalse(challenge(nothing).contains("error"), challenge(nothing));

            HttpResponse<String> first = dpop(door, tokens, tokens.proof(url, "", claims -> claims));
            assertEquals(401, first.statusCode());
            assertTrue(challenge(first).contains("error=\"use_dpop_nonce\""), challenge(first));
            String nonce = first.headers().firstValue("DPoP-Nonce").orElseThrow();

            String proof = tokens.proof(url, nonce, claims -> claims);
            HttpResponse<String> second = dpop(door, tokens, proof);
            assertEquals(200, second.statusCode());
            assertEquals("dpop robot", second.body());
            HttpResponse<String> replayed = dpop(door, tokens, proof);
            assertEquals(401, replayed.statusCode());
            assertTrue(challenge(replayed).contains("error=\"invalid_token\""), challenge(replayed));

            String elsewhere = tokens.proof("http://127.0.0.1:1/tasks", nonce, claims -> claims);
            assertEquals(401, dpop(door, tokens, elsewhere).statusCode());
        }
    }

    private HttpResponse<String> dpop(Door door, DpopClient tokens, String proof)
            throws IOException, InterruptedException {
        return get(door, "/tasks?state=open", "Authorization", "DPoP " + tokens.token(), "DPoP", proof);
    }

    private static String challenge(HttpResponse<String> response) {
        return response.headers().firstValue("WWW-Authenticate").orElse("none");
    }

    private HttpResponse<String> get(Door door, String path, String... headers)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(door, path)).GET(), headers);
    }

    private HttpResponse<String> post(Door door, String... headers) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(door, "/tasks")).POST(HttpRequest.BodyPublishers.noBody()), headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String... headers)
            throws IOException, InterruptedException {
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static URI uri(Door door, String path) {
        return URI.create("http://127.0.0.1:" + door.port() + path);
    }
}
