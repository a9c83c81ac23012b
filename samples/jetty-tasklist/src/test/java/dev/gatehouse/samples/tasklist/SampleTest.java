package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.idp.Issuer;
import dev.gatehouse.idp.tokens.TokenSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Walks through what the documentation of the Tasklist API tells people to do. */
class SampleTest {

    private static final String TASKS = "{\"query\":\"{ tasks(query: {state: CREATED}) { id name assignee } }\"}";
    private static final String SEARCH = "/v1/tasks/search";
    private static final String DEFINITIONS = "/v1/process-definitions/search";

    @TempDir
    static Path data;

    private static SampleRun sample;
    private static Http http;
    private static Http idp;

    @BeforeAll
    static void start() {
        sample = SampleRun.demo(data);
        http = sample.http();
        idp = new Http(sample.application().idpBase());
    }

    @AfterAll
    static void stop() {
        sample.close();
    }

    @Test
    void tokenByForm_readsTasksOverGraphQl() {
        Http.Answer token = idp.postForm(
                "/auth/realms/camunda-platform/protocol/openid-connect/token",
                Map.of("grant_type", "client_credentials", "client_id", "demo-client", "client_secret", "demo-secret"));

        assertTasks(token.json().get("access_token").asText());
    }

    @Test
    void tokenByJson_readsTasksOverGraphQl() {
        Http.Answer token = idp.postJson("/oauth/token", """
                {"grant_type":"client_credentials","client_id":"demo-client","client_secret":"demo-secret",
                 "audience":"tasklist.camunda.io"}""");

        assertTasks(token.json().get("access_token").asText());
    }

    private static void assertTasks(String token) {
        Http.Answer answer = http.postJson("/graphql", TASKS, "Authorization", Http.bearer(token));

        assertEquals(200, answer.status(), answer::toString);
        assertTrue(answer.json().at("/data/tasks").size() >= 20, answer::toString);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void documentedLogin_opensProcessDefinitions(boolean inQuery) {
        Http.Answer login = inQuery
                ? http.post("/api/login?username=demo&password=demo", "")
                : http.postForm("/api/login", Map.of("username", "demo", "password", "demo"));
        assertEquals(204, login.status(), login::toString);
        String setCookie = login.header("Set-Cookie");
        assertTrue(setCookie.startsWith("TASKLIST-SESSION="), setCookie);

        Http.Answer found = http.postJson(DEFINITIONS, "{}", "Cookie", setCookie.split(";", 2)[0]);

        assertEquals(200, found.status(), found::toString);
        assertEquals(6, found.json().get("total").asInt());
    }

    @ParameterizedTest
    @ValueSource(strings = {SEARCH, DEFINITIONS, "/graphql"})
    void noCredentials_areAskedFor(String path) {
        Http.Answer answer = http.postJson(path, "{}");

        assertEquals(401, answer.status(), answer::toString);
        assertTrue(answer.header("WWW-Authenticate").contains("Bearer"), answer::toString);
    }

    static Stream<Arguments> badTokens() {
        Map<String, UnaryOperator<TokenSpec>> ways = Map.of(
                "wrong audience", token -> token.audience("operate-api"),
                "expired", TokenSpec::expired,
                "altered signature", TokenSpec::alteredSignature,
                "altered claim", token -> token.alteredClaim("sub", "somebody-else"),
                "unsigned", TokenSpec::unsigned,
                "signed by another key", TokenSpec::signedByImpostor,
                "signed with the public key", TokenSpec::hmacWithPublicKey);
        return ways.entrySet().stream()
                .flatMap(way -> Stream.of(true, false)
                        .map(keycloak -> Arguments.of(
                                way.getKey() + (keycloak ? ", identity" : ", jwt"), keycloak, way.getValue())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void badToken_isRefused(String name, boolean keycloak, UnaryOperator<TokenSpec> way) {
        Issuer issuer = keycloak ? sample.idp().keycloak() : sample.idp().generic();
        String audience = keycloak ? "tasklist-api" : "tasklist.camunda.io";
        String good = issuer.mintFor("demo-client").audience(audience).serialize();
        String bad = way.apply(issuer.mintFor("demo-client").audience(audience)).serialize();
        assertEquals(
                200,
                http.postJson(SEARCH, "{}", "Authorization", Http.bearer(good)).status(),
                name);

        for (String path : List.of(SEARCH, "/graphql")) {
            Http.Answer answer = http.postJson(path, TASKS, "Authorization", Http.bearer(bad));

            assertEquals(401, answer.status(), () -> name + ": " + answer);
            assertTrue(answer.header("WWW-Authenticate").contains("invalid_token"), answer::toString);
        }
    }

    @Test
    void readOnlyPerson_mayNotComplete() {
        String cookie = sample.login("view");
        String task = http.postJson(SEARCH, "{\"state\":\"CREATED\"}", "Cookie", cookie)
                .json()
                .get(0)
                .get("id")
                .asText();

        Http.Answer rest = http.patch("/v1/tasks/" + task + "/complete", "{}", "Cookie", cookie);
        Http.Answer graphQl = http.postJson("/graphql", completion(task), "Cookie", cookie);

        assertEquals(403, rest.status(), rest::toString);
        assertEquals(200, graphQl.status(), graphQl::toString);
        assertFalse(graphQl.json().at("/errors/0/message").isMissingNode(), graphQl::toString);
        assertEquals("CREATED", state(task));
    }

    @Test
    void readOnlyClient_mayNotComplete() {
        String token =
                Http.bearer(sample.idp().keycloak().mintFor("readonly-client").serialize());
        String task = sample.openTask(token, "{\"state\":\"CREATED\"}");

        Http.Answer rest = http.patch("/v1/tasks/" + task + "/complete", "{}", "Authorization", token);
        Http.Answer graphQl = http.postJson("/graphql", completion(task), "Authorization", token);

        assertEquals(403, rest.status(), rest::toString);
        assertFalse(graphQl.json().at("/errors/0/message").isMissingNode(), graphQl::toString);
        assertEquals("CREATED", state(task));
    }

    @Test
    void clientWithWrite_completesATask() {
        String token = writer();
        String task = sample.openTask(token, "{\"state\":\"CREATED\",\"taskDefinitionId\":\"book-travel\"}");

        Http.Answer done = http.patch("/v1/tasks/" + task + "/complete", "{}", "Authorization", token);

        assertEquals(200, done.status(), done::toString);
        assertEquals("COMPLETED", state(task));
    }

    @Test
    void personWithWrite_claimsAndCompletesATask() {
        String cookie = sample.login("act");
        String task = sample.openTask(
                writer(), "{\"state\":\"CREATED\",\"assigned\":false,\"taskDefinitionId\":\"approve-invoice\"}");

        Http.Answer claimed = http.patch("/v1/tasks/" + task + "/assign", "{}", "Cookie", cookie);
        Http.Answer done = http.patch("/v1/tasks/" + task + "/complete", """
                {"variables":[{"name":"decision","value":"\\"approve\\""}]}""", "Cookie", cookie);

        assertEquals(200, claimed.status(), claimed::toString);
        assertEquals(200, done.status(), done::toString);
        assertEquals("act", done.json().get("assignee").asText());
        assertEquals("COMPLETED", state(task));
    }

    @Test
    void deadCookie_keepsNobodyFromThePageAndFromLoggingInAndOut() {
        String dead = "TASKLIST-SESSION=" + "A".repeat(43);
        assertEquals(401, http.postJson(SEARCH, "{}", "Cookie", dead).status());

        assertAll(Stream.of("/", "/client-config.json", "/health", "/ready")
                .map(path ->
                        () -> assertEquals(200, http.get(path, "Cookie", dead).status(), path)));
        Http.Answer login = http.postForm("/api/login", Map.of("username", "demo", "password", "demo"), "Cookie", dead);
        assertEquals(204, login.status(), login::toString);
        Http.Answer logout = http.post("/api/logout", "", "Cookie", dead);
        assertEquals(204, logout.status(), logout::toString);
    }

    @Test
    void logout_endsTheSession() {
        String cookie = sample.login("demo");
        assertEquals(200, http.postJson(SEARCH, "{}", "Cookie", cookie).status());

        assertEquals(204, http.post("/api/logout", "", "Cookie", cookie).status());

        assertEquals(401, http.postJson(SEARCH, "{}", "Cookie", cookie).status());
    }

    @Test
    void anythingElse_needsACaller() {
        assertEquals(401, http.get("/other").status());
        assertEquals(404, http.get("/other", "Authorization", writer()).status());
    }

    @Test
    void probes_tellStatesAlone() {
        assertEquals("{\"status\":\"UP\"}", http.get("/health").body());
        assertEquals(200, http.get("/ready").status());
        assertEquals(
                "{\"status\":\"UP\",\"parts\":{\"identity\":\"UP\",\"jwt\":\"UP\",\"cookie\":\"UP\","
                        + "\"sessions\":\"UP\",\"configuration\":\"UP\",\"tasks\":\"UP\"}}",
                http.get("/ready").body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/ready", "/client-config.json"})
    void openJson_isNotShownAsAPage(String path) {
        Http.Answer answer = http.get(path);

        assertEquals("nosniff", answer.header("X-Content-Type-Options"));
        assertEquals("default-src 'none'; frame-ancestors 'none'", answer.header("Content-Security-Policy"));
        assertEquals("no-store", answer.header("Cache-Control"));
    }

    @Test
    void demonstration_isReachedFromThisMachineOnly() throws IOException {
        int port = sample.application().base().getPort();
        // Listening on every address would include this one, which every Linux has.
        InetSocketAddress other = new InetSocketAddress("127.0.0.2", port);
        assertThrows(IOException.class, () -> new Socket().connect(other, 2000));
        for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            for (InetAddress address : Collections.list(network.getInetAddresses())) {
                if (!address.isLoopbackAddress()) {
                    InetSocketAddress there = new InetSocketAddress(address, port);
                    assertThrows(IOException.class, () -> new Socket().connect(there, 2000), there::toString);
                }
            }
        }
    }

    private static String writer() {
        return Http.bearer(sample.idp().keycloak().mintFor("demo-client").serialize());
    }

    private static String state(String task) {
        JsonNode found =
                http.get("/v1/tasks/" + task, "Authorization", writer()).json();
        return found.get("taskState").asText();
    }

    private static String completion(String task) {
        return "{\"query\":\"mutation { completeTask(taskId: \\\"" + task + "\\\", variables: []) { id } }\"}";
    }
}
