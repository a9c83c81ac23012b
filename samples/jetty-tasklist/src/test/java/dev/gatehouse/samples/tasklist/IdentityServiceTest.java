package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.idp.IdentityProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample with the environment of the original: tenants and authorizations come from the Identity service. */
class IdentityServiceTest {

    @TempDir
    static Path folder;

    private static final Map<String, String> ANSWERS = new ConcurrentHashMap<>();
    private static IdentityProvider provider;
    private static HttpServer service;
    private static SampleRun sample;
    private static String bearer;

    @BeforeAll
    static void start() throws IOException {
        provider = IdentityProvider.demo().start();
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", IdentityServiceTest::answer);
        service.start();
        Path config = Files.write(
                folder.resolve("my.properties"),
                List.of(
                        "auth.mechanisms = identity",
                        "auth.identity.service.cache-time = 0s",
                        "auth.http.connect-timeout = 30s",
                        "auth.http.timeout = 1m",
                        "sample.port = 0",
                        "sample.demo-data = on",
                        "sample.data = " + folder.resolve("data")));
        sample = SampleRun.configured(
                config,
                Map.of(
                        "CAMUNDA_TASKLIST_IDENTITY_ISSUER_URL",
                                provider.keycloak().issuer(),
                        "CAMUNDA_IDENTITY_AUDIENCE", "tasklist-api",
                        "CAMUNDA_IDENTITY_TYPE", "KEYCLOAK",
                        "CAMUNDA_TASKLIST_IDENTITY_BASEURL",
                                "http://127.0.0.1:" + service.getAddress().getPort(),
                        "CAMUNDA_TASKLIST_IDENTITY_RESOURCEPERMISSIONSENABLED", "true",
                        "CAMUNDA_TASKLIST_IDENTITY_USERACCESSRESTRICTIONSENABLED", "true",
                        "CAMUNDA_TASKLIST_MULTITENANCY_ENABLED", "true"));
        SampleRun.afterAll(503, () -> sample.http().get("/ready").status());
        bearer = Http.bearer(provider.keycloak().mintFor("m2m-full").serialize());
    }

    @AfterAll
    static void stop() {
        sample.close();
        service.stop(0);
        provider.close();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        byte[] body =
                ANSWERS.getOrDefault(exchange.getRequestURI().getPath(), "").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
        exchange.close();
    }

    private static void identitySays(String tenants, String authorizations) {
        ANSWERS.put("/api/tenants/for-token", tenants);
        ANSWERS.put("/api/authorizations/for-token", authorizations);
    }

    private static String authorization(String process, String permissions) {
        return "[{\"resourceType\":\"process-definition\",\"resourceKey\":\"" + process + "\",\"permissions\":"
                + permissions + "}]";
    }

    private static SortedSet<String> processes(Http.Answer answer, String list) {
        assertEquals(200, answer.status(), answer.toString());
        SortedSet<String> ids = new TreeSet<>();
        (list.isEmpty() ? answer.json() : answer.json().get(list))
                .forEach(item -> ids.add(item.get("bpmnProcessId").asText()));
        return ids;
    }

    private static SortedSet<String> readable() {
        return processes(
                sample.http().postJson("/v1/process-definitions/search", "{\"size\":100}", "Authorization", bearer),
                "items");
    }

    private static SortedSet<String> startable() {
        return processes(sample.http().get("/v1/internal/processes", "Authorization", bearer), "");
    }

    @Test
    void tenants_decideWhichTasksAreSeen() {
        identitySays("[{\"tenantId\":\"<default>\"}]", "[]");
        String all = "{\"pageSize\":1000}";
        assertTrue(sample.http()
                        .postJson("/v1/tasks/search", all, "Authorization", bearer)
                        .json()
                        .size()
                > 0);
        identitySays("[{\"tenantId\":\"red\"}]", "[]");
        assertEquals(
                0,
                sample.http()
                        .postJson("/v1/tasks/search", all, "Authorization", bearer)
                        .json()
                        .size());
        String both = "{\"tenantIds\":[\"<default>\",\"red\"]}";
        assertEquals(
                0,
                sample.http()
                        .postJson("/v1/tasks/search", both, "Authorization", bearer)
                        .json()
                        .size());
        identitySays("[]", "[]");
        assertEquals(
                0,
                sample.http()
                        .postJson("/v1/tasks/search", all, "Authorization", bearer)
                        .json()
                        .size());
    }

    @Test
    void authorizations_decideWhichProcessesAreReadAndStarted() {
        String tenants = "[{\"tenantId\":\"<default>\"}]";
        identitySays(tenants, authorization("*", "[\"READ\",\"START_PROCESS_INSTANCE\"]"));
        SortedSet<String> all = readable();
        assertTrue(all.size() > 2, all.toString());
        assertEquals(all, startable());
        String first = all.first();
        identitySays(tenants, authorization(first, "[\"READ\"]"));
        assertEquals(new TreeSet<>(List.of(first)), readable());
        assertEquals(new TreeSet<>(), startable());
        String start = "/v1/internal/processes/" + first + "/start";
        assertEquals(
                403, sample.http().patch(start, "{}", "Authorization", bearer).status());
        identitySays(tenants, authorization(first, "[\"START_PROCESS_INSTANCE\"]"));
        assertEquals(new TreeSet<>(List.of(first)), startable());
        assertEquals(new TreeSet<>(), readable());
        assertEquals(
                501, sample.http().patch(start, "{}", "Authorization", bearer).status());
    }

    @Test
    void serviceWithoutAnswer_is503AndNoEmptyList() {
        ANSWERS.clear();
        assertEquals(
                503,
                sample.http()
                        .postJson("/v1/tasks/search", "{}", "Authorization", bearer)
                        .status());
    }
}
