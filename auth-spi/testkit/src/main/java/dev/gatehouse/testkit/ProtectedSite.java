package dev.gatehouse.testkit;

import dev.gatehouse.servlet.Access;
import dev.gatehouse.servlet.AccessPolicy;
import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.Decision;
import dev.gatehouse.spi.stability.Incubating;
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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A small application behind the host on Jetty, which must be on the class path: {@code /} is open, every other path
 * answers with the name of the caller. Threads may share it.
 *
 * @since 0.1
 */
@Incubating
public final class ProtectedSite implements AutoCloseable {

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

    private final List<Decision> decisions = new CopyOnWriteArrayList<>();

    /**
     * Starts the container and the host. The host reads no environment variables and no system properties.
     *
     * @throws Exception if the container or the host cannot start
     */
    public ProtectedSite(Gatehouse.Builder host) throws Exception {
        gatehouse = host.withoutEnvironment()
                .policy(AccessPolicy.builder().open("/").build())
                .listener(decisions::add)
                .start();
        connector.setHost("127.0.0.1");
        // A connection that the server closes may be the one that the next request goes out on.
        connector.setIdleTimeout(0);
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

    /** Returns the host. */
    public Gatehouse gatehouse() {
        return gatehouse;
    }

    /** Returns the decisions that the host has reported so far, oldest first. */
    public List<Decision> decisions() {
        return List.copyOf(decisions);
    }

    /** Returns the origin of the application, such as {@code http://127.0.0.1:49152}. */
    public String origin() {
        return "http://127.0.0.1:" + connector.getLocalPort();
    }

    /**
     * Sends a GET request.
     *
     * @param headers names and values in turn
     */
    public HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).GET());
    }

    /**
     * Sends a POST request without a body.
     *
     * @param headers names and values in turn
     */
    public HttpResponse<String> post(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).POST(HttpRequest.BodyPublishers.noBody()));
    }

    /**
     * Sends a POST request.
     *
     * @param headers names and values in turn
     */
    public HttpResponse<String> post(String path, byte[] body, String contentType, String... headers)
            throws IOException, InterruptedException {
        return send(request(path, headers)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    /**
     * Posts a form.
     *
     * @param form the encoded body
     * @param headers names and values in turn
     */
    public HttpResponse<String> postForm(String path, String form, String... headers)
            throws IOException, InterruptedException {
        return post(path, form.getBytes(StandardCharsets.UTF_8), "application/x-www-form-urlencoded", headers);
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin() + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
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
