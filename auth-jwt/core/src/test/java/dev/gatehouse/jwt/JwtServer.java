package dev.gatehouse.jwt;

import dev.gatehouse.servlet.Access;
import dev.gatehouse.servlet.AccessPolicy;
import dev.gatehouse.servlet.AccessRule;
import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.testkit.TestCertificate;
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
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** An application on Jetty behind the mechanism; it answers with the authentication type and the name of its caller. */
final class JwtServer implements AutoCloseable {

    private static final class Who extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("text/plain");
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            String name = Access.caller(request).map(caller -> caller.getName()).orElse("nobody");
            response.getWriter().write(request.getAuthType() + " " + name);
        }
    }

    private final Gatehouse gatehouse;
    private final Server server = new Server();
    private final ServerConnector connector;
    private final HttpClient http;
    private final String scheme;
    private final BlockingQueue<String> refusals;

    private JwtServer(
            Gatehouse gatehouse, BlockingQueue<String> refusals, SslContextFactory.Server tls, SSLContext client) {
        this.refusals = refusals;
        this.gatehouse = gatehouse;
        this.scheme = tls == null ? "http" : "https";
        if (tls == null) {
            connector = new ServerConnector(server);
            http = HttpClient.newHttpClient();
        } else {
            HttpConfiguration configuration = new HttpConfiguration();
            configuration.addCustomizer(new SecureRequestCustomizer(false));
            connector = new ServerConnector(
                    server, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(configuration));
            http = HttpClient.newBuilder().sslContext(client).build();
        }
        connector.setHost("127.0.0.1");
        // A connection that the server closes may be the one that the next request goes out on.
        connector.setIdleTimeout(0);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(new Who()), "/*");
        context.addServletContainerInitializer((types, servletContext) -> gatehouse.addTo(servletContext));
        server.setHandler(context);
    }

    static JwtServer open(Clock clock, Map<String, String> settings) {
        return open(clock, settings, null, null);
    }

    static JwtServer open(
            Clock clock, Map<String, String> settings, SslContextFactory.Server tls, SSLContext clientContext) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("auth.mechanisms", "jwt");
        AccessPolicy policy = AccessPolicy.builder()
                .optional("/optional")
                .permission("/write", "WRITE")
                .rule(AccessRule.at("/gold").acr("gold"))
                .rule(AccessRule.at("/recent").maxAge(Duration.ofMinutes(5)))
                .rule(AccessRule.at("/both").acr("gold").maxAge(Duration.ofMinutes(5)))
                .build();
        BlockingQueue<String> refusals = new LinkedBlockingQueue<>();
        Gatehouse gatehouse = Gatehouse.builder()
                .withoutEnvironment()
                .settings(all)
                .policy(policy)
                .clock(clock)
                .listener(decision -> refusals.add(decision.reason().code()))
                .start();
        JwtServer opened = new JwtServer(gatehouse, refusals, tls, clientContext);
        try {
            opened.server.start();
        } catch (Exception failed) {
            opened.close();
            throw new IllegalStateException(failed);
        }
        return opened;
    }

    /** TLS that asks for a client certificate and trusts these. */
    static SslContextFactory.Server tls(TestCertificate identity, TestCertificate... trusted)
            throws GeneralSecurityException, IOException {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(identity.store());
        tls.setKeyStorePassword(TestCertificate.PASSWORD);
        tls.setTrustStore(TestCertificate.trusting(trusted));
        tls.setWantClientAuth(true);
        return tls;
    }

    String url(String path) {
        return scheme + "://127.0.0.1:" + connector.getLocalPort() + path;
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return get(http, path, headers);
    }

    HttpResponse<String> get(HttpClient client, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(path)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Returns the reason of the next refusal; listeners are told after the response. */
    String refusal() throws InterruptedException {
        return refusals.take();
    }

    static List<String> challenges(HttpResponse<String> response) {
        return response.headers().allValues("WWW-Authenticate");
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
