package dev.gatehouse.jwt.introspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.idp.IdentityProvider;
import dev.gatehouse.idp.Issuer;
import dev.gatehouse.idp.faults.Endpoint;
import dev.gatehouse.idp.faults.Fault;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole mechanism beside a real authorization server that misbehaves in every way. */
class IntrospectionMechanismTest {

    private static IdentityProvider provider;

    private final Issuer issuer = provider.generic();
    private final Map<String, String> settings = new HashMap<>();

    @BeforeAll
    static void start() {
        provider = IdentityProvider.demo().start();
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @BeforeEach
    void configure() {
        settings.put("auth.introspection.issuer", issuer.issuer());
        settings.put("auth.introspection.audience", "tasklist-api");
        settings.put("auth.introspection.client-id", "tasklist");
        settings.put("auth.introspection.client-secret", "tasklist-secret");
        settings.put("auth.introspection.permissions-claims", "permissions.tasklist-api, scope");
        issuer.resetRequests();
    }

    @AfterEach
    void heal() {
        issuer.faults().clear();
    }

    private TestMechanism create() {
        return create(Duration.ofMinutes(1));
    }

    private TestMechanism create(Duration timeout) {
        IntrospectionMechanismFactory factory = new IntrospectionMechanismFactory();
        return TestMechanism.create(
                factory,
                TestContext.of(factory, settings).withClock(Clock.systemUTC()).withHttpTimeouts(timeout, timeout));
    }

    private String opaque() {
        return issuer.issueOpaque(issuer.mintFor("demo-client"));
    }

    private static AuthenticationResult answer(TestMechanism mechanism, String token) {
        return mechanism
                .answer(TestRequest.get("/").withHeader("Authorization", "Bearer " + token))
                .orElseThrow();
    }

    private static String code(AuthenticationResult result) {
        if (result instanceof AuthenticationResult.Rejected rejected) {
            return rejected.reason().code();
        }
        if (result instanceof AuthenticationResult.Unavailable unavailable) {
            return unavailable.reason().code();
        }
        return result instanceof AuthenticationResult.Authenticated ? "authenticated" : "not mine";
    }

    @ParameterizedTest
    @CsvSource({"client_secret_basic", "client_secret_post"})
    void opaqueToken_isAskedAboutOnce(String authentication) {
        settings.put("auth.introspection.client-authentication", authentication);
        try (TestMechanism mechanism = create()) {
            String token = opaque();
            Caller caller = assertInstanceOf(AuthenticationResult.Authenticated.class, answer(mechanism, token))
                    .caller();
            assertEquals(issuer.issuer(), caller.issuer());
            assertEquals("introspection", caller.mechanism());
            assertEquals(Caller.Kind.CLIENT, caller.kind());
            answer(mechanism, token);
            assertEquals(1, issuer.requests(Endpoint.INTROSPECTION));
            assertEquals(1, issuer.requests(Endpoint.DISCOVERY));
        }
    }

    @Test
    void jwtOfTheIssuer_isAskedAboutToo() {
        try (TestMechanism mechanism = create()) {
            assertEquals(
                    "authenticated",
                    code(answer(mechanism, issuer.mintFor("demo-client").serialize())));
            assertEquals(1, issuer.requests(Endpoint.INTROSPECTION));
            assertEquals(0, issuer.requests(Endpoint.JWKS));
        }
    }

    @Test
    void refreshToken_isNoAccessToken() {
        issuer.faults().set(Endpoint.INTROSPECTION, Fault.body("application/json", "{\"active\":true,\"sub\":\"a\"}"));
        try (TestMechanism mechanism = create()) {
            assertEquals("token.claims", code(answer(mechanism, opaque())));
        }
    }

    @ParameterizedTest
    @CsvSource({"tasklist, wrong", "nobody, tasklist-secret"})
    void refusedClient_isUnavailable(String id, String secret) {
        settings.put("auth.introspection.client-id", id);
        settings.put("auth.introspection.client-secret", secret);
        try (TestMechanism mechanism = create()) {
            assertEquals("introspection.client", code(answer(mechanism, opaque())));
            String detail = mechanism.mechanism().health().detail();
            assertTrue(detail.contains("credentials") && !detail.contains(secret), detail);
        }
    }

    @TestFactory
    Stream<DynamicTest> faultsOfTheEndpoint_areUnavailableAndNothingElse() {
        Map<String, Fault> faults = new LinkedHashMap<>();
        for (int status : new int[] {201, 202, 204, 206, 301, 302, 307, 400, 404, 405, 410, 429, 500, 502, 503, 504}) {
            faults.put("status " + status, Fault.status(status));
        }
        faults.put("HTML", Fault.html());
        faults.put("no body", Fault.empty());
        faults.put("truncated", Fault.truncated());
        faults.put("cut", Fault.cut());
        faults.put("hung up", Fault.hangUp());
        faults.put("oversize", Fault.oversize(70_000));
        faults.put("redirect to itself", Fault.redirect(issuer.uri(Endpoint.INTROSPECTION)));
        faults.put("redirect elsewhere", Fault.redirect(URI.create("http://127.0.0.1:9/")));
        for (String type : List.of(
                "text/plain",
                "text/html; charset=utf-8",
                "application/token-introspection+jwt",
                "application/jwt",
                "application/jsonp",
                "application/problem+json",
                "application/x-json",
                "text/json")) {
            faults.put(type, Fault.rewritten(text -> text).header("Content-Type", type));
        }
        faults.put("garbage", Fault.body("application/json", "\u0000\u0001\u0002"));
        faults.put("active as a text", Fault.rewritten(text -> text.replace("\"active\":true", "\"active\":\"true\"")));
        faults.put("trailing data", Fault.rewritten(text -> text + "{}"));
        return faults.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    try (TestMechanism mechanism = create()) {
                        issuer.faults().set(Endpoint.INTROSPECTION, entry.getValue());
                        String token = opaque();
                        assertInstanceOf(AuthenticationResult.Unavailable.class, answer(mechanism, token));
                        issuer.faults().clear();
                        assertEquals("authenticated", code(answer(mechanism, token)), "when it is well again");
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> answersThatDoNotCome_areUnavailable() {
        Map<String, Fault> faults = new LinkedHashMap<>();
        faults.put("late", Fault.delay(Duration.ofHours(1)));
        faults.put("dripping", Fault.drip(Duration.ofMinutes(1)));
        return faults.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    try (TestMechanism mechanism = create(Duration.ofSeconds(2))) {
                        issuer.faults().set(Endpoint.INTROSPECTION, entry.getValue());
                        String token = opaque();
                        assertInstanceOf(AuthenticationResult.Unavailable.class, answer(mechanism, token));
                        issuer.faults().clear();
                        // A good answer may be late too, by how busy the machine is.
                        String code = code(answer(mechanism, token));
                        while (code.equals("introspection.unavailable")) {
                            code = code(answer(mechanism, token));
                        }
                        assertEquals("authenticated", code, "when it is well again");
                    }
                }));
    }

    @ParameterizedTest
    @CsvSource({"application/json;charset=UTF-8", "'application/json; charset=utf-8'", "Application/JSON"})
    void otherSpellingsOfJson_areGood(String type) {
        issuer.faults()
                .set(Endpoint.INTROSPECTION, Fault.rewritten(text -> text).header("Content-Type", type));
        try (TestMechanism mechanism = create()) {
            assertEquals("authenticated", code(answer(mechanism, opaque())));
        }
    }

    @Test
    void immediateConnectionFailure_isRetriedOnce() {
        issuer.faults().set(Endpoint.INTROSPECTION, Fault.hangUp(), 1);
        try (TestMechanism mechanism = create()) {
            assertEquals("authenticated", code(answer(mechanism, opaque())));
            assertEquals(2, issuer.requests(Endpoint.INTROSPECTION));
            issuer.faults().set(Endpoint.INTROSPECTION, Fault.hangUp());
            issuer.resetRequests();
            assertEquals("introspection.unavailable", code(answer(mechanism, opaque())));
            assertEquals(2, issuer.requests(Endpoint.INTROSPECTION), "at most one retry");
        }
    }

    @Test
    void request_hasTheTokenInItsBodyAloneAndEncodedCredentials() throws IOException {
        List<String> seen = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            seen.add(exchange.getRequestHeaders().getFirst("Authorization"));
            seen.add(exchange.getRequestHeaders().getFirst("Content-Type"));
            seen.add(exchange.getRequestHeaders().getFirst("Accept"));
            seen.add(String.valueOf(exchange.getRequestHeaders().getFirst("Cookie")));
            seen.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = "{\"active\":false}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Set-Cookie", "trace=1");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        settings.put(
                "auth.introspection.endpoint",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/introspect?realm=a");
        settings.put("auth.introspection.client-id", "task list:\u00e4");
        settings.put("auth.introspection.client-secret", "a+b:c");
        try (TestMechanism mechanism = create()) {
            assertEquals("token.inactive", code(answer(mechanism, "a+b/c~d==")));
            assertEquals("token.inactive", code(answer(mechanism, "second")));
        } finally {
            server.stop(0);
        }
        assertEquals("POST /introspect?realm=a", seen.get(0));
        assertEquals("Basic dGFzaytsaXN0JTNBJUMzJUE0OmElMkJiJTNBYw==", seen.get(1));
        assertEquals("application/x-www-form-urlencoded", seen.get(2));
        assertEquals("application/json", seen.get(3));
        assertEquals("token=a%2Bb%2Fc%7Ed%3D%3D&token_type_hint=access_token", seen.get(5));
        assertEquals("null", seen.get(10), "no cookie comes back");
    }
}
