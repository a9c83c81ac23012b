package dev.gatehouse.samples.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.keycloak.Keycloak;
import dev.gatehouse.keycloak.KeycloakServer;
import dev.gatehouse.keycloak.KeycloakTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients with tokens of a real Keycloak, at the sample with the mechanism {@code identity}. */
@ExtendWith(Keycloak.class)
class KeycloakClientsTest {

    private static final String SEARCH = "/v1/tasks/search";

    @TempDir
    static Path data;

    private static KeycloakTokens tokens;
    private static KeycloakServer keycloak;
    private static Node node;

    @BeforeAll
    static void start(KeycloakServer server) throws IOException, InterruptedException {
        keycloak = server;
        tokens = new KeycloakTokens(server);
        Path config = Files.write(
                data.resolve("tasklist.properties"),
                List.of(
                        "auth.mechanisms = identity",
                        "auth.identity.issuer = " + server.issuer(),
                        "auth.identity.audience = tasklist-api",
                        "sample.demo-data = on"));
        node = Node.configured(config, data.resolve("node"), Node.PATIENCE, Map.of());
        new Client(node.base()).awaitReady();
    }

    @AfterAll
    static void stop() throws IOException {
        if (node != null) {
            node.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"m2m-full,200,404", "m2m-read,200,403", "m2m-es256,200,404", "m2m-wrong-aud,401,401"})
    void clientToken_readsAndWritesWhatItsPermissionsAllow(String client, int read, int write) throws Exception {
        String token = tokens.ofClient(client);
        assertEquals(read, post(SEARCH, token, "{}"));
        // The task does not exist, which only a caller who may write is told.
        assertEquals(write, patch("/v1/tasks/1/assign", token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.5.3.6", "8.6.2", "8.7.4"})
    void javaClient_doesWhatItsColumnSays(String version) throws Exception {
        String place = version.startsWith("8.5")
                ? keycloak.issuer()
                : tokens.endpoint().toString();
        JavaClient.assertTour(data, version, "form", node.base(), place, "m2m-full", "m2m-full-secret");
    }

    @Test
    void identitySdk_getsAndVerifiesATokenThatIsAccepted() throws Exception {
        JavaClient.assertIdentityTour(data, node.base(), keycloak.issuer(), "m2m-full", "m2m-full-secret");
    }

    @Test
    void nodeSdk_doesWhatItsColumnSays() throws Exception {
        NodePrograms.install();
        String tasklist = node.base().toString();
        List<String> lines = NodePrograms.run(
                Map.of(
                        "CAMUNDA_AUTH_STRATEGY", "OAUTH",
                        "CAMUNDA_OAUTH_URL", tokens.endpoint().toString(),
                        "ZEEBE_CLIENT_ID", "m2m-full",
                        "ZEEBE_CLIENT_SECRET", "m2m-full-secret",
                        "CAMUNDA_TASKLIST_OAUTH_AUDIENCE", "tasklist-api",
                        "CAMUNDA_OPERATE_OAUTH_AUDIENCE", "tasklist-api",
                        "CAMUNDA_TOKEN_DISK_CACHE_DISABLE", "true",
                        "CAMUNDA_TASKLIST_BASE_URL", tasklist,
                        "CAMUNDA_OPERATE_BASE_URL", tasklist,
                        "HOME", data.toString()),
                "tour.mjs",
                "sdk-8.8");
        ClientTable.read().check("SDK 8.8.13", lines);
    }

    private static int post(String path, String token, String body) throws IOException, InterruptedException {
        return send(path, "POST", token, body);
    }

    private static int patch(String path, String token) throws IOException, InterruptedException {
        return send(path, "PATCH", token, "{\"assignee\":\"demo\"}");
    }

    private static int send(String path, String method, String token, String body)
            throws IOException, InterruptedException {
        URI uri = node.base().resolve(path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
