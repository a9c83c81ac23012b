package dev.gatehouse.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.idp.IdentityProvider;
import dev.gatehouse.servlet.Access;
import dev.gatehouse.servlet.AccessPolicy;
import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.settings.SettingException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The mechanisms {@code identity} and {@code jwt} side by side in a real host, over real HTTP: both read the same
 * header.
 */
class TwoBearerMechanismsTest {

    private static IdentityProvider provider;
    private static Gatehouse gatehouse;
    private static Server server;
    private static URI base;

    private static final class Who extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Caller caller = Access.require(request);
            response.getWriter()
                    .write(caller.mechanism() + " " + caller.kind() + " "
                            + caller.permissions().size());
        }
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("auth.mechanisms", "identity, jwt");
        settings.put("auth.http.connect-timeout", "30s");
        settings.put("auth.http.timeout", "60s");
        settings.put("auth.identity.issuer", provider.keycloak().issuer());
        settings.put("auth.identity.audience", "tasklist-api");
        settings.put("auth.jwt.issuer", provider.generic().issuer());
        settings.put("auth.jwt.audience", "tasklist-api");
        settings.put("auth.jwt.permissions-claims", "permissions");
        settings.put("auth.jwt.permission-map", "read:*=READ, write:*=WRITE");
        return settings;
    }

    private static Gatehouse start(Map<String, String> settings) {
        AccessPolicy policy =
                AccessPolicy.builder().permission("/write", "WRITE").build();
        return Gatehouse.builder()
                .withoutEnvironment()
                .settings(settings)
                .policy(policy)
                .start();
    }

    @BeforeAll
    static void start() throws Exception {
        provider = IdentityProvider.demo().start();
        gatehouse = start(settings());
        server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        FilterHolder filter = new FilterHolder(gatehouse.filter());
        filter.setAsyncSupported(true);
        context.addFilter(filter, "/*", EnumSet.allOf(DispatcherType.class));
        context.addServlet(new ServletHolder(new Who()), "/*");
        server.setHandler(context);
        server.start();
        base = URI.create("http://127.0.0.1:" + connector.getLocalPort());
        Keys.await(() -> gatehouse.health().get("identity"));
        Keys.await(() -> gatehouse.health().get("jwt"));
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
        gatehouse.close();
        provider.close();
    }

    private static HttpResponse<String> get(String path, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static List<String> challenges(HttpResponse<String> response) {
        return response.headers().allValues("WWW-Authenticate");
    }

    @Test
    void tokenOfEachIssuer_isAcceptedByItsMechanism() throws Exception {
        HttpResponse<String> identity =
                get("/", "Bearer " + provider.keycloak().mintFor("m2m-full").serialize());
        assertEquals("identity CLIENT 2", identity.body());
        HttpResponse<String> jwt =
                get("/", "bearer " + provider.generic().mintFor("demo-client").serialize());
        assertEquals("jwt CLIENT 2", jwt.body());
    }

    @Test
    void nothingPresented_isChallengedOnceWithoutError() throws Exception {
        HttpResponse<String> response = get("/", "");
        assertEquals(401, response.statusCode());
        assertEquals(1, challenges(response).size(), challenges(response).toString());
        assertTrue(challenges(response).get(0).startsWith("Bearer realm="));
        assertTrue(!challenges(response).get(0).contains("error"));
    }

    @Test
    void badTokens_areRefusedAlike() throws Exception {
        List<String> bad = List.of(
                "Bearer",
                "Bearer x",
                "Bearer a b",
                "Bearer " + provider.keycloak().mintFor("m2m-full").expired().serialize(),
                "Bearer " + provider.keycloak().mintFor("m2m-wrong-aud").serialize(),
                "Bearer " + provider.keycloak().mintFor("m2m-full").unsigned().serialize(),
                "Bearer "
                        + provider.generic()
                                .mintFor("demo-client")
                                .alteredSignature()
                                .serialize(),
                "Bearer "
                        + provider.generic()
                                .mintFor("demo-client")
                                .claim("iss", "https://unknown.example.com")
                                .serialize());
        for (String authorization : bad) {
            HttpResponse<String> response = get("/", authorization);
            assertEquals(401, response.statusCode());
            assertEquals(1, challenges(response).size(), challenges(response).toString());
            assertTrue(
                    challenges(response).get(0).contains("error=\"invalid_token\""),
                    challenges(response).toString());
        }
    }

    @Test
    void missingPermission_isForbiddenWithScope() throws Exception {
        HttpResponse<String> refused = get(
                "/write", "Bearer " + provider.keycloak().mintFor("m2m-read").serialize());
        assertEquals(403, refused.statusCode());
        assertEquals(1, challenges(refused).size(), challenges(refused).toString());
        assertTrue(
                challenges(refused).get(0).contains("error=\"insufficient_scope\", scope=\"WRITE\""),
                challenges(refused).toString());
        assertEquals(
                200,
                get(
                                "/write",
                                "Bearer "
                                        + provider.keycloak()
                                                .mintFor("m2m-full")
                                                .serialize())
                        .statusCode());
    }

    @Test
    void sameIssuerInBoth_refusesTheStart() {
        Map<String, String> settings = settings();
        settings.put("auth.jwt.issuer", provider.keycloak().issuer());
        SettingException refused = assertThrows(SettingException.class, () -> start(settings));
        assertTrue(refused.getMessage().contains(provider.keycloak().issuer()), refused.getMessage());
    }

    @Test
    void missingAudience_refusesTheStart() {
        Map<String, String> settings = settings();
        settings.remove("auth.jwt.audience");
        SettingException refused = assertThrows(SettingException.class, () -> start(settings));
        assertEquals("auth.jwt.audience", refused.key());
    }
}
