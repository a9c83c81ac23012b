package dev.gatehouse.samples.apikey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.servlet.Access;
import dev.gatehouse.servlet.AccessPolicy;
import dev.gatehouse.servlet.Gatehouse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The mechanism as users get it: found by name, behind the host, over HTTP. */
class ApiKeyHttpTest {

    private static final class Greeting extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().write(Access.require(request, "READ").getName());
        }
    }

    private static final Server SERVER = new Server();
    private static final ServerConnector CONNECTOR = new ServerConnector(SERVER);
    private static Gatehouse gatehouse;

    @BeforeAll
    static void start() throws Exception {
        gatehouse = Gatehouse.builder()
                .withoutEnvironment()
                .settings(Map.of("auth.mechanisms", "api-key", "auth.api-key.keys", "robot:" + Keys.ROBOT_DIGEST))
                .policy(AccessPolicy.builder().permission("/admin", "ADMIN").build())
                .start();
        CONNECTOR.setHost("127.0.0.1");
        SERVER.addConnector(CONNECTOR);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(new Greeting()), "/*");
        context.addServletContainerInitializer((types, servletContext) -> gatehouse.addTo(servletContext));
        SERVER.setHandler(context);
        SERVER.start();
    }

    @AfterAll
    static void stop() throws Exception {
        SERVER.stop();
        gatehouse.close();
    }

    @Test
    void rightKey_isItsCaller() throws Exception {
        HttpResponse<String> response = get("/", "X-API-Key", Keys.ROBOT);
        assertEquals(200, response.statusCode());
        assertEquals("robot", response.body());
    }

    @Test
    void noKey_isChallenged() throws Exception {
        HttpResponse<String> response = get("/");
        assertEquals(401, response.statusCode());
        String challenge = response.headers().firstValue("WWW-Authenticate").orElse("none");
        assertEquals("ApiKey", challenge.substring(0, challenge.indexOf(' ')));
    }

    @Test
    void wrongOrEmptyKey_isRefused() throws Exception {
        assertEquals(401, get("/", "X-API-Key", Keys.CRON).statusCode());
        assertEquals(401, get("/", "X-API-Key", "").statusCode());
    }

    @Test
    void keyNextToAnotherKey_isABadRequest() throws Exception {
        assertEquals(
                400, get("/", "X-API-Key", Keys.ROBOT, "X-API-Key", Keys.CRON).statusCode());
    }

    @Test
    void permissionThatTheKeyLacks_isForbidden() throws Exception {
        assertEquals(403, get("/admin", "X-API-Key", Keys.ROBOT).statusCode());
    }

    private static HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + CONNECTOR.getLocalPort() + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
