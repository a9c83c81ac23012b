package dev.gatehouse.identity;

import dev.gatehouse.servlet.Access;
import dev.gatehouse.servlet.AccessPolicy;
import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.Caller;
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
import java.time.Clock;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The mechanism {@code identity} in a real host behind Jetty, with the decisions that it makes. */
final class IdentityHost implements AutoCloseable {

    static final String START = "process-definition:START_PROCESS_INSTANCE:invoice";

    /** Tells who is calling. */
    private static final class Who extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Caller caller = Access.require(request);
            response.getWriter().write(caller.getName() + " " + new TreeSet<>(caller.tenants()));
        }
    }

    private final BlockingQueue<Decision> decisions = new LinkedBlockingQueue<>();
    private final Gatehouse gatehouse;
    private final Server server = new Server();
    private final URI base;

    IdentityHost(Map<String, String> settings, Clock clock) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("auth.mechanisms", "identity");
        all.put("auth.http.connect-timeout", "30s");
        all.put("auth.http.timeout", "60s");
        gatehouse = Gatehouse.builder()
                .withoutEnvironment()
                .settings(all)
                .clock(clock)
                .policy(AccessPolicy.builder()
                        .permission("/write", "WRITE")
                        .permission("/start", START)
                        .build())
                .listener(decisions::add)
                .start();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        FilterHolder filter = new FilterHolder(gatehouse.filter());
        filter.setAsyncSupported(true);
        context.addFilter(filter, "/*", EnumSet.allOf(DispatcherType.class));
        context.addServlet(new ServletHolder(new Who()), "/*");
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
        base = URI.create("http://127.0.0.1:" + connector.getLocalPort());
        Keys.await(() -> gatehouse.health().get("identity"));
    }

    HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", "Bearer " + token)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Returns the status and the reason code of a refused request; the status alone if it is admitted. */
    String refusal(String path, String token) throws IOException, InterruptedException {
        int status = get(path, token).statusCode();
        if (status == 200) {
            return "200";
        }
        Decision decision;
        do {
            decision = decisions.take();
        } while (decision.outcome() == Decision.Outcome.ADMITTED);
        return status + " " + decision.reason().code();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
        gatehouse.close();
    }
}
