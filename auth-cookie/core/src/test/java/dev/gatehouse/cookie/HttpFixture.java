package dev.gatehouse.cookie;

import dev.gatehouse.servlet.Access;
import dev.gatehouse.servlet.AccessPolicy;
import dev.gatehouse.servlet.Gatehouse;
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
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** An application behind the host on a real container: {@code /} is open, everything else answers with the caller's name. */
public final class HttpFixture implements AutoCloseable {

    private static final class WhoServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String name = Access.caller(request).map(caller -> caller.getName()).orElse("nobody");
            response.setContentType("text/plain;charset=utf-8");
            response.getOutputStream().write(name.getBytes(StandardCharsets.UTF_8));
        }
    }

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final HttpClient client = HttpClient.newHttpClient();
    private final Gatehouse gatehouse;

    /** What the listeners heard. */
    final List<Decision> decisions = new CopyOnWriteArrayList<>();

    HttpFixture(Users users, Map<String, String> settings) throws Exception {
        this(Gatehouse.builder()
                .settings(cookieUnless(settings))
                .mechanism(CookieMechanismFactory.withUsers(users))
                .mechanism(BasicMechanismFactory.withUsers(users)));
    }

    private static Map<String, String> cookieUnless(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent("auth.mechanisms", "cookie");
        return all;
    }

    /** Starts a host of any kind, without the environment. */
    public HttpFixture(Gatehouse.Builder host) throws Exception {
        gatehouse = host.withoutEnvironment()
                .policy(AccessPolicy.builder().open("/").build())
                .listener(decisions::add)
                .start();
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.setContextPath("/");
        FilterHolder filter = new FilterHolder(gatehouse.filter());
        filter.setAsyncSupported(true);
        context.addFilter(filter, "/*", EnumSet.allOf(DispatcherType.class));
        context.addServlet(new ServletHolder(new WhoServlet()), "/*");
        server.setHandler(context);
        server.start();
    }

    Gatehouse gatehouse() {
        return gatehouse;
    }

    String origin() {
        return "http://127.0.0.1:" + connector.getLocalPort();
    }

    /** Asks for a path, with names and values of headers. */
    public HttpResponse<String> get(String path, String... headers) throws Exception {
        return send(request(path, headers).GET());
    }

    HttpResponse<String> post(String path, String... headers) throws Exception {
        return send(request(path, headers).POST(HttpRequest.BodyPublishers.noBody()));
    }

    HttpResponse<String> form(byte[] body, String contentType, String... headers) throws Exception {
        return send(request("/api/login", headers)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    /** Logs in with a form. */
    public HttpResponse<String> form(String body, String... headers) throws Exception {
        return form(body.getBytes(StandardCharsets.UTF_8), "application/x-www-form-urlencoded", headers);
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin() + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException("the container did not stop", failure);
        }
        gatehouse.close();
    }
}
