package dev.gatehouse.jwt;

import dev.gatehouse.servlet.Access;
import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Decision;
import dev.gatehouse.testkit.MovableClock;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** An application on Jetty that accepts the tokens of one provider and answers with its caller. */
final class ProviderRig implements AutoCloseable {

    static final TestKey KEY = TestKey.rsa("k1");

    private static final class Who extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Caller caller = Access.caller(request).orElseThrow();
            response.setCharacterEncoding("UTF-8");
            response.getWriter()
                    .write(caller.kind() + " " + caller.subject() + " " + caller.displayName() + " "
                            + new TreeSet<>(caller.permissions()) + " " + new TreeSet<>(caller.groups()));
        }
    }

    private final Gatehouse gatehouse;
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<Decision> decisions = new LinkedBlockingQueue<>();

    private ProviderRig(Map<String, String> settings) throws Exception {
        gatehouse = start(settings, decisions);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(new Who()), "/*");
        context.addServletContainerInitializer((types, servletContext) -> gatehouse.addTo(servletContext));
        server.setHandler(context);
        server.start();
    }

    static Gatehouse start(Map<String, String> settings, BlockingQueue<Decision> decisions) {
        settings.putIfAbsent("auth.mechanisms", "jwt");
        return Gatehouse.builder()
                .withoutEnvironment()
                .clock(MovableClock.at(Instant.ofEpochSecond(TestToken.NOW)))
                .settings(settings)
                .listener(decisions::add)
                .start();
    }

    /** Opens with these settings and a file of keys. */
    static ProviderRig open(Path folder, Map<String, String> settings) throws Exception {
        settings.put("auth.jwt.jwks-file", TenantRig.keys(folder, KEY));
        return new ProviderRig(settings);
    }

    /** Sends a token; returns the caller, or the reason of the refusal. */
    String outcome(String token) throws Exception {
        URI url = URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/tasks");
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Authorization", "Bearer " + token)
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() == 200) {
            return response.body();
        }
        Decision decision = decisions.poll(10, TimeUnit.SECONDS);
        return decision == null
                ? "status " + response.statusCode()
                : decision.reason().code();
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
