package dev.gatehouse.testkit.mechanisms;

import dev.gatehouse.servlet.Access;
import dev.gatehouse.servlet.AccessPolicy;
import dev.gatehouse.servlet.Gatehouse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * An application on Jetty behind one mechanism; it answers with the name of its caller and the body of the request.
 * Without TLS its time stands still.
 */
final class Door implements AutoCloseable {

    private static final class Greeting extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("text/plain");
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            String body = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            response.getWriter()
                    .write(Access.caller(request)
                                    .map(caller -> caller.mechanism() + " " + caller.getName())
                                    .orElse("nobody")
                            + (body.isEmpty() ? "" : " " + body));
        }
    }

    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Gatehouse gatehouse;
    private final Server server = new Server();
    private final ServerConnector connector;

    private Door(Gatehouse gatehouse, SslContextFactory.@Nullable Server tls) {
        this.gatehouse = gatehouse;
        if (tls == null) {
            connector = new ServerConnector(server);
        } else {
            HttpConfiguration configuration = new HttpConfiguration();
            // The tests speak to 127.0.0.1, which is no name that SNI could carry.
            configuration.addCustomizer(new SecureRequestCustomizer(false));
            connector = new ServerConnector(
                    server, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(configuration));
        }
        connector.setHost("127.0.0.1");
        // A client may find a connection that it has kept closed after half a minute.
        connector.setIdleTimeout(0);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(new Greeting()), "/*");
        context.addServletContainerInitializer((types, servletContext) -> gatehouse.addTo(servletContext));
        server.setHandler(context);
    }

    static Door open(String mechanism, Map<String, String> settings) {
        return open(mechanism, settings, null, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    static Door open(String mechanism, Map<String, String> settings, SslContextFactory.Server tls) {
        return open(mechanism, settings, tls, Clock.systemUTC());
    }

    private static Door open(
            String mechanism, Map<String, String> settings, SslContextFactory.@Nullable Server tls, Clock clock) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("auth.mechanisms", mechanism);
        Gatehouse gatehouse = Gatehouse.builder()
                .withoutEnvironment()
                .settings(all)
                .clock(clock)
                .policy(AccessPolicy.builder().optional("/optional").build())
                .start();
        Door door = new Door(gatehouse, tls);
        try {
            door.server.start();
        } catch (Exception failed) {
            door.close();
            throw new IllegalStateException(failed);
        }
        return door;
    }

    int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        } finally {
            gatehouse.close();
        }
    }
}
