package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.AccessPolicy;
import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.Decision;
import dev.gatehouse.testkit.idp.Endpoint;
import dev.gatehouse.testkit.idp.Fault;
import dev.gatehouse.testkit.idp.Hold;
import dev.gatehouse.testkit.idp.IdentityProvider;
import dev.gatehouse.testkit.idp.Issuer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Opaque tokens and JWTs side by side over real HTTP: two issuers of one provider, one asked, the other's keys fetched. */
class IntrospectionHostTest {

    private static final String JWT_FIRST = "jwt, introspection";
    private static final String INTROSPECTION_FIRST = "introspection, jwt";

    private final IdentityProvider provider = IdentityProvider.demo().start();
    private final Issuer asked = provider.generic();
    private final Issuer signing = provider.keycloak();
    private final RevocationList revocations = new RevocationList();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> reasons = new ArrayList<>();
    private Gatehouse gatehouse;
    private Server server;
    private URI url;

    /** Tells who is calling. */
    private static final class WhoAmI extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print(request.getAuthType() + " " + request.getRemoteUser());
        }
    }

    @BeforeEach
    void makeKeys() {
        assertTrue(signing.keys().published().size() > 0);
    }

    @AfterEach
    void end() throws Exception {
        provider.close();
        if (server != null) {
            server.stop();
        }
        if (gatehouse != null) {
            gatehouse.close();
        }
    }

    private Map<String, String> settings(String mechanisms) {
        return Map.of(
                "auth.mechanisms", mechanisms,
                "auth.jwt.issuer", signing.issuer(),
                "auth.jwt.audience", "tasklist-api",
                "auth.introspection.issuer", asked.issuer(),
                "auth.introspection.audience", "tasklist-api",
                "auth.introspection.client-id", "tasklist",
                "auth.introspection.client-secret", "tasklist-secret");
    }

    private void start(String mechanisms) throws Exception {
        gatehouse = Gatehouse.builder()
                .settings(settings(mechanisms))
                .withoutEnvironment()
                .policy(AccessPolicy.builder().build())
                .mechanism(new JwtMechanismFactory(revocations))
                .mechanism(new IntrospectionMechanismFactory(revocations))
                .listener(this::heard)
                .start();
        server = new Server(new QueuedThreadPool(80));
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.addFilter(new FilterHolder(gatehouse.filter()), "/*", EnumSet.allOf(DispatcherType.class));
        context.addServlet(new ServletHolder(new WhoAmI()), "/*");
        server.setHandler(context);
        server.start();
        url = URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/");
        awaitAnswer("200 Bearer ", jwt());
    }

    private synchronized void heard(Decision decision) {
        reasons.add(decision.reason().code());
    }

    private synchronized String lastReason() {
        return reasons.get(reasons.size() - 1);
    }

    private String jwt() {
        return signing.mintFor("demo-client").serialize();
    }

    private String opaque() {
        return asked.issueOpaque(asked.mintFor("demo-client"));
    }

    private CompletableFuture<HttpResponse<String>> send(String token) {
        return client.sendAsync(
                HttpRequest.newBuilder(url)
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private int status(String token) throws Exception {
        return send(token).get(30, TimeUnit.SECONDS).statusCode();
    }

    private String answer(String token) throws Exception {
        HttpResponse<String> response = send(token).get(30, TimeUnit.SECONDS);
        return response.statusCode() == 200 ? "200 " + response.body() : String.valueOf(response.statusCode());
    }

    private void awaitAnswer(String expected, String token) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!answer(token).startsWith(expected) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(10_000_000);
        }
        assertTrue(answer(token).startsWith(expected));
    }

    private void awaitReason(String expected) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!expected.equals(lastReason()) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
        }
        assertEquals(expected, lastReason());
    }

    @ParameterizedTest
    @ValueSource(strings = {JWT_FIRST, INTROSPECTION_FIRST})
    void everyToken_findsItsWayWhateverTheOrder(String mechanisms) throws Exception {
        start(mechanisms);
        asked.resetRequests();
        assertEquals(200, status(opaque()));
        assertEquals(200, status(jwt()));
        assertEquals(200, status(asked.mintFor("demo-client").serialize()));
        assertEquals(2, asked.requests(Endpoint.INTROSPECTION));
        assertEquals(0, signing.requests(Endpoint.INTROSPECTION));
        Map<String, String> refused = Map.of(
                "no-such-token",
                "token.inactive",
                "a.b.c",
                "token.inactive",
                "a.b.c.d.e",
                "token.inactive",
                "eyJ.b.c",
                "token.malformed",
                "a=b",
                "token.malformed",
                "",
                "token.malformed",
                signing.mint().alteredSignature().serialize(),
                "token.signature",
                signing.mint().claim("iss", "https://other.example.com").serialize(),
                "credential.unclaimed",
                signing.mint().without("iss").serialize(),
                "token.issuer",
                asked.mint().header("crit", List.of("x")).serialize(),
                "token.critical-header");
        for (Map.Entry<String, String> token : refused.entrySet()) {
            assertEquals(401, status(token.getKey()), token.getValue());
            awaitReason(token.getValue());
        }
        assertEquals(5, asked.requests(Endpoint.INTROSPECTION));
    }

    @Test
    void opaqueTokenThatNobodyWants_isRefusedAsWhatItIs() throws Exception {
        start(JWT_FIRST);
        gatehouse.close();
        server.stop();
        gatehouse = Gatehouse.builder()
                .settings(Map.of(
                        "auth.mechanisms", "jwt",
                        "auth.jwt.issuer", signing.issuer(),
                        "auth.jwt.audience", "tasklist-api"))
                .withoutEnvironment()
                .policy(AccessPolicy.builder().build())
                .listener(this::heard)
                .start();
        server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.addFilter(new FilterHolder(gatehouse.filter()), "/*", EnumSet.allOf(DispatcherType.class));
        context.addServlet(new ServletHolder(new WhoAmI()), "/*");
        server.setHandler(context);
        server.start();
        url = URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/");
        for (Map.Entry<String, String> token : Map.of("opaque", "token.malformed", "a.b.c.d.e", "token.encrypted")
                .entrySet()) {
            HttpResponse<String> response = send(token.getKey()).get(30, TimeUnit.SECONDS);
            assertEquals(401, response.statusCode());
            assertTrue(
                    response.headers().firstValue("WWW-Authenticate").orElse("").contains("error=\"invalid_token\""));
            awaitReason(token.getValue());
        }
    }

    @Test
    void revokedToken_isRefusedAtOnceAndAfterAReload() throws Exception {
        start(JWT_FIRST);
        String opaque = opaque();
        String jwt = jwt();
        assertEquals(200, status(opaque));
        assertEquals(200, status(jwt));
        Instant expiry = Instant.now().plusSeconds(3600);
        assertTrue(revocations.revokeDigest(Sha256.hex(TestToken.bytes(opaque)), expiry));
        assertTrue(revocations.revokeId(signing.issuer(), jtiOf(jwt), expiry));
        assertEquals(401, status(opaque));
        awaitReason("token.revoked");
        assertEquals(401, status(jwt));
        gatehouse.reload();
        assertEquals(401, status(opaque));
        assertEquals(401, status(jwt));
        assertEquals(200, status(opaque()));
        assertEquals(200, status(jwt()));
    }

    private static String jtiOf(String jwt) {
        String payload = jwt.substring(jwt.indexOf('.') + 1, jwt.lastIndexOf('.'));
        byte[] json = Base64.getUrlDecoder().decode(payload);
        return (String) new StrictJson(10_000).object(json).get("jti");
    }

    @Test
    void providerThatIsDown_leavesRememberedTokensGoodAndIs503ForOthers() throws Exception {
        start(INTROSPECTION_FIRST);
        String known = opaque();
        String unknown = opaque();
        String jwt = jwt();
        assertEquals(200, status(known));
        provider.stop();
        assertEquals(200, status(known));
        for (int i = 0; i < 20; i++) {
            HttpResponse<String> response = send(unknown).get(30, TimeUnit.SECONDS);
            assertEquals(503, response.statusCode());
            assertTrue(response.headers().firstValue("Retry-After").isPresent());
            assertEquals(200, status(jwt));
        }
        assertEquals(200, status(known));
        provider.start();
        awaitAnswer("200 ", unknown);
    }

    @ParameterizedTest
    @ValueSource(strings = {JWT_FIRST, INTROSPECTION_FIRST})
    void providerThatHangs_takesNoThreadsFromJwts(String mechanisms) throws Exception {
        start(mechanisms);
        String known = opaque();
        String jwt = jwt();
        assertEquals(200, status(known));
        Hold hold = asked.faults().hold(Endpoint.INTROSPECTION);
        List<CompletableFuture<HttpResponse<String>>> hanging = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            hanging.add(send(opaque()));
        }
        for (int i = 0; i < 50; i++) {
            assertEquals(200, status(jwt));
            assertEquals(200, status(jwt()));
            assertEquals(200, status(known));
        }
        for (CompletableFuture<HttpResponse<String>> response : hanging) {
            assertEquals(503, response.get(30, TimeUnit.SECONDS).statusCode());
        }
        assertTrue(asked.requests(Endpoint.INTROSPECTION) <= 1 + TokenIntrospector.MAX_CALLS);
        hold.release();
    }

    @Test
    void providerThatAnswersGarbage_admitsAndRefusesNobody() throws Exception {
        start(JWT_FIRST);
        asked.faults().set(Endpoint.INTROSPECTION, Fault.html());
        assertEquals(503, status(opaque()));
        asked.faults().set(Endpoint.INTROSPECTION, Fault.body("application/json", "{\"active\":\"true\"}"));
        assertEquals(503, status(opaque()));
        asked.faults().clear();
        assertEquals(200, status(opaque()));
    }
}
