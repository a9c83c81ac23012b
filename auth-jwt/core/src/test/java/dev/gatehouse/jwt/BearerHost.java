package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.AccessPolicy;
import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.Decision;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A host in a real container with few threads, whose one servlet tells who is calling. */
public final class BearerHost {

    private static final class WhoAmI extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print(request.getAuthType() + " " + request.getRemoteUser());
        }
    }

    private final Gatehouse gatehouse;
    private final Server server = new Server(new QueuedThreadPool(80));
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI url;
    private final Map<String, String> reasons = new ConcurrentHashMap<>();

    public BearerHost(Map<String, String> settings, AuthenticationMechanismFactory... factories) throws Exception {
        Gatehouse.Builder builder = Gatehouse.builder()
                .settings(settings)
                .withoutEnvironment()
                .policy(AccessPolicy.builder().build())
                .listener(this::heard);
        List.of(factories).forEach(builder::mechanism);
        gatehouse = builder.start();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        // A connection that the server closes may be the one that the next request goes out on.
        connector.setIdleTimeout(0);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.addFilter(new FilterHolder(gatehouse.filter()), "/*", EnumSet.allOf(DispatcherType.class));
        context.addServlet(new ServletHolder(new WhoAmI()), "/*");
        server.setHandler(context);
        server.start();
        url = URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/");
    }

    private void heard(Decision decision) {
        reasons.put(decision.requestId(), decision.reason().code());
    }

    public void reload() {
        gatehouse.reload();
    }

    public CompletableFuture<HttpResponse<String>> send(String token) {
        return client.sendAsync(
                HttpRequest.newBuilder(url)
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> answer(String token) throws Exception {
        return send(token).get();
    }

    public int status(String token) throws Exception {
        return answer(token).statusCode();
    }

    /** Sends the token again and again until it is good, as it will be when an issuer has come up. */
    public void awaitGood(String token) throws Exception {
        while (status(token) != 200) {
            LockSupport.parkNanos(10_000_000);
        }
    }

    /** Listeners hear of a decision after the fact; the answer names its request. */
    private String reason(HttpResponse<String> response) {
        String mark = "\"instance\":\"";
        String body = response.body();
        int at = body.indexOf(mark) + mark.length();
        String request = body.substring(at, body.indexOf('"', at));
        while (!reasons.containsKey(request)) {
            LockSupport.parkNanos(1_000_000);
        }
        return reasons.get(request);
    }

    public void requireRefused(String token, String reason) throws Exception {
        HttpResponse<String> response = answer(token);
        assertEquals(401, response.statusCode(), reason);
        String challenge = response.headers().firstValue("WWW-Authenticate").orElse("");
        assertTrue(challenge.contains("error=\"invalid_token\""), challenge);
        assertEquals(reason, reason(response));
    }

    public void close() throws Exception {
        server.stop();
        gatehouse.close();
    }
}
