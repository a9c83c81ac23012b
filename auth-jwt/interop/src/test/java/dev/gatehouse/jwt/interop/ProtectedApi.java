package dev.gatehouse.jwt.interop;

import dev.gatehouse.keycloak.Http;
import dev.gatehouse.keycloak.Patience;
import dev.gatehouse.servlet.Access;
import dev.gatehouse.servlet.AccessPolicy;
import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Decision;
import dev.gatehouse.spi.Health;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A servlet behind the host, in a container of its own: {@code /read} needs READ, {@code /write} needs WRITE.
 * Thread-safe.
 */
final class ProtectedApi implements AutoCloseable {

    /** Tells who is calling. */
    private static final class Who extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Caller caller = Access.require(request);
            response.getWriter()
                    .write(caller.mechanism() + " " + caller.kind() + " " + new TreeSet<>(caller.permissions()) + " "
                            + caller.getName());
        }
    }

    private final BlockingQueue<Decision> refusals = new LinkedBlockingQueue<>();
    private final Http http = new Http();
    private final Gatehouse gatehouse;
    private final Server server;
    private final URI base;

    private ProtectedApi(Map<String, String> settings, Clock clock) throws Exception {
        gatehouse = Gatehouse.builder()
                .withoutEnvironment()
                .settings(settings)
                .clock(clock)
                .policy(AccessPolicy.builder()
                        .permission("/read", "READ")
                        .permission("/write", "WRITE")
                        .build())
                .listener(refusals::add)
                .start();
        server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        // A connection that the server closes may be the one that the next request goes out on.
        connector.setIdleTimeout(0);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        FilterHolder filter = new FilterHolder(gatehouse.filter());
        filter.setAsyncSupported(true);
        context.addFilter(filter, "/*", EnumSet.allOf(DispatcherType.class));
        context.addServlet(new ServletHolder(new Who()), "/*");
        server.setHandler(context);
        server.start();
        base = URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    /** Starts it, whether or not its issuers can be reached. */
    static ProtectedApi open(Map<String, String> settings, Clock clock) throws Exception {
        return new ProtectedApi(settings, clock);
    }

    /** Starts it, and waits for the keys of its issuers. */
    static ProtectedApi start(Map<String, String> settings, Clock clock) throws Exception {
        ProtectedApi api = new ProtectedApi(settings, clock);
        Patience.await(api::isUp);
        return api;
    }

    boolean isUp() {
        return gatehouse.health().keySet().stream().allMatch(mechanism -> state(mechanism) == Health.State.UP);
    }

    private Health.State state(String mechanism) {
        return gatehouse.health().get(mechanism).state();
    }

    URI uri(String path) {
        return base.resolve(path);
    }

    HttpResponse<String> get(String path, String token) {
        return http.send(HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token));
    }

    /** Sends a token with the scheme of bound ones (RFC 9449 section 7.1), and its proof. */
    HttpResponse<String> get(String path, String token, String proof) {
        return http.send(HttpRequest.newBuilder(uri(path))
                .header("Authorization", "DPoP " + token)
                .header("DPoP", proof));
    }

    /** Returns the code of why the oldest request was refused that was not asked about, as operators hear of it. */
    String refusal() throws InterruptedException {
        return refusals.take().reason().code();
    }

    /** Returns the status of a request and, when it was refused, why. */
    String outcome(String path, String token) {
        return outcome(get(path, token));
    }

    /** The same of a token with its proof. */
    String outcome(String path, String token, String proof) {
        return outcome(get(path, token, proof));
    }

    private String outcome(HttpResponse<String> response) {
        int status = response.statusCode();
        try {
            return status == 200 ? "200" : status + " " + refusal();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException("the container did not stop", failure);
        } finally {
            gatehouse.close();
        }
    }
}
