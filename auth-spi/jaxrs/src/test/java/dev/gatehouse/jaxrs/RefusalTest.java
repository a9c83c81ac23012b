package dev.gatehouse.jaxrs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.Decision;
import dev.gatehouse.testkit.ProviderExtension;
import jakarta.ws.rs.core.Application;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client gets when a resource refuses it: the same as from a servlet. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalTest {

    @RegisterExtension
    static final ProviderExtension PROVIDER = ProviderExtension.forAudience("orders-api");

    private static final String READER = "rita~orders:read";

    private TestServer server;

    @BeforeAll
    void start() throws Exception {
        server = new TestServer(PROVIDER, Map.of());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private void assertAnswersLikeAServlet(String resource, String plain, String caller) throws Exception {
        HttpResponse<String> expected =
                server.send(server.request("/plain/" + plain, caller).header("Origin", "https://shop.example"));
        Decision first = server.decisions.next();
        HttpResponse<String> answer =
                server.send(server.request("/api/orders/" + resource, caller).header("Origin", "https://shop.example"));
        assertEquals(expected.statusCode(), answer.statusCode(), answer::body);
        Decision second = server.decisions.next();

        assertEquals(headers(expected), headers(answer));
        assertTrue(expected.body().contains(first.requestId()), expected::body);
        assertEquals(expected.body().replace(first.requestId(), second.requestId()), answer.body());
        assertEquals(first.reason(), second.reason());
        assertEquals(
                "https://shop.example",
                answer.headers().firstValue("Access-Control-Allow-Origin").orElse(""));
    }

    private static Map<String, List<String>> headers(HttpResponse<?> response) {
        Map<String, List<String>> headers = new TreeMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        headers.remove("date");
        headers.computeIfPresent(
                "content-type", (name, values) -> List.of(values.get(0).toLowerCase(Locale.ROOT)));
        return headers;
    }

    @ParameterizedTest
    @CsvSource({
        "any,       any,    ''",
        "refund,    refund, ''",
        "refund,    refund, rita~read",
        "half,      refund, rita~read",
        "other,     other,  rita~read",
        "other,     other,  ''",
        "suspended, refund, rita~read",
        "resumed,   other,  rita~read",
        "stage,     other,  rita~read"
    })
    void refusalInAResource_isAnsweredAsInAServlet(String resource, String plain, String caller) throws Exception {
        assertAnswersLikeAServlet(resource, plain, caller);
        assertTrue(server.decisions.isEmpty());
    }

    @Test
    void permissionMissing_answerNamesItsDecisionAndThePermissions() throws Exception {
        HttpResponse<String> answer = server.get("/api/orders/refund", "rita~read");
        assertEquals(403, answer.statusCode());
        Decision decision = server.decisions.next();

        assertEquals(
                List.of("Bearer realm=\"gatehouse\", error=\"insufficient_scope\","
                        + " error_description=\"requires one of: admin, orders:refund\""),
                answer.headers().allValues("WWW-Authenticate"));
        assertTrue(answer.body().contains("\"instance\":\"" + decision.requestId() + "\""), answer::body);
        assertEquals("permission.missing", decision.reason().code());
        assertEquals("rita", decision.knownCaller().orElseThrow().subject());
    }

    @Test
    void applicationRefusesACaller_403WithoutAChallenge() throws Exception {
        HttpResponse<String> answer = server.get("/api/orders/other", "rita~read");
        assertEquals(403, answer.statusCode());
        assertEquals(List.of(), answer.headers().allValues("WWW-Authenticate"));
        assertEquals("access.refused", server.decisions.next().reason().code());
    }

    @Test
    void whatTheResourceWrote_isDiscarded() throws Exception {
        HttpResponse<String> answer = server.get("/api/orders/half", "rita~read");
        assertFalse(answer.headers().firstValue("X-Half").isPresent());
        server.decisions.next();
    }

    @Test
    void bodyThatTheResourceRead_isNoObstacle() throws Exception {
        HttpResponse<String> answer = server.send(
                server.request("/api/orders/body", "rita~read").POST(HttpRequest.BodyPublishers.ofString("an order")));
        assertEquals(403, answer.statusCode());
        assertTrue(answer.body().contains(server.decisions.next().requestId()), answer::body);
    }

    @Test
    void permissionIsThere_resourceAnswers() throws Exception {
        assertEquals("walt", server.get("/api/orders/refund", "walt~admin").body());
        assertEquals("walt", server.get("/api/orders/suspended", "walt~admin").body());
        assertEquals("walt", server.get("/api/orders/any", "walt~none").body());
        assertTrue(server.decisions.isEmpty());
    }

    @Test
    void resourceCatchesTheRefusal_itsOwnAnswerStays() throws Exception {
        assertEquals(
                "caught 403 permission.missing",
                server.get("/api/orders/caught", "rita~read").body());
        server.decisions.next();
    }

    @Test
    void resourceRefusesInItsOwnForm_itsAnswerStays() throws Exception {
        HttpResponse<String> answer = server.get("/api/orders/own", "rita~read");
        assertEquals(403, answer.statusCode());
        assertEquals("of the application", answer.body());
        assertTrue(server.decisions.isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "annotated,             walt~admin,       admin",
        "annotated/roles,       rita~orders:read, read or write",
        "annotated/caller,      rita~none,        any caller",
        "annotated/everyone,   '',               everyone",
        "annotated/reports/may, rita~reports,     report may",
        "annotated/opened-reports, walt~admin,    restricted",
        "inheriting/own,        '',               own",
        "inheriting/overridden, '',               overridden",
        "inheriting/inherited,  walt~admin,       inherited"
    })
    void callerHasARoleOfTheAnnotation_resourceAnswers(String path, String caller, String body) throws Exception {
        HttpResponse<String> answer = server.get("/api/" + path, caller);
        assertEquals(200, answer.statusCode(), answer::body);
        assertEquals(body, answer.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "annotated",
                "annotated/roles",
                "annotated/reports/may",
                "annotated/opened-reports",
                "inheriting/inherited"
            })
    void callerHasNoRoleOfTheAnnotation_isRefusedByTheHost(String path) throws Exception {
        assertRefused(path, "rita~read", 403, "permission.missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"annotated/closed", "annotated/no-roles"})
    void annotationAllowsNoRole_everyCallerIsRefused(String path) throws Exception {
        assertRefused(path, "walt~admin", 403, "access.refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "annotated",
                "annotated/roles",
                "annotated/caller",
                "annotated/closed",
                "annotated/no-roles",
                "annotated/reports/may"
            })
    void noCaller_isChallengedByTheHost(String path) throws Exception {
        assertRefused(path, "", 401, "access.nobody");
    }

    private void assertRefused(String path, String caller, int status, String reason) throws Exception {
        HttpResponse<String> answer = server.get("/api/" + path, caller);
        assertEquals(status, answer.statusCode(), answer::body);
        Decision decision = server.decisions.next();
        assertEquals("application/problem+json", mediaType(answer));
        assertTrue(answer.body().contains("\"instance\":\"" + decision.requestId() + "\""), answer::body);
        assertEquals(reason, decision.reason().code());
        assertTrue(server.decisions.isEmpty());
    }

    private static String mediaType(HttpResponse<?> answer) {
        return answer.headers().firstValue("Content-Type").orElse("").split(";")[0];
    }

    @Test
    @EnabledIfSystemProperty(named = "jaxrs.runtime", matches = ".+", disabledReason = "any runtime may be there")
    void runtime_isThatOfTheExecution() {
        String expected = System.getProperty("jaxrs.runtime") + ".jar";
        boolean jersey = expected.startsWith("jersey");
        ClassLoader loader = RefusalTest.class.getClassLoader();
        URL found = loader.getResource(
                jersey
                        ? "org/glassfish/jersey/server/ApplicationHandler.class"
                        : "org/jboss/resteasy/core/SynchronousDispatcher.class");
        assertTrue(String.valueOf(found).contains(expected), () -> expected + " in " + found);
        assertNull(loader.getResource(
                jersey
                        ? "org/jboss/resteasy/core/SynchronousDispatcher.class"
                        : "org/glassfish/jersey/server/ApplicationHandler.class"));
    }

    @Test
    void resteasyChecksRolesItself_hostGoesFirst() throws Exception {
        try (TestServer checking = new TestServer(PROVIDER, Map.of("resteasy.role.based.security", "true"))) {
            HttpResponse<String> answer = checking.get("/api/annotated", READER);
            assertEquals("application/problem+json", mediaType(answer));
            assertEquals(
                    "permission.missing", checking.decisions.next().reason().code());
            assertEquals("admin", checking.get("/api/annotated", "walt~admin").body());
        }
    }

    @Test
    void servicesAreNotLoaded_registeredFeatureDoesTheSame() throws Exception {
        try (TestServer registered = new TestServer(
                PROVIDER,
                Map.of(
                        "jakarta.ws.rs.loadServices",
                        "false",
                        "jakarta.ws.rs.Application",
                        RegisteringApplication.class.getName()))) {
            HttpResponse<String> answer = registered.get("/api/orders/refund", "rita~read");
            assertEquals(403, answer.statusCode());
            assertEquals("application/problem+json", mediaType(answer));
        }
    }

    /** Registers the feature by hand. */
    public static class RegisteringApplication extends Application {
        @Override
        public Set<Class<?>> getClasses() {
            return Set.of(OrdersResource.class, GatehouseFeature.class);
        }
    }
}
