package dev.gatehouse.jwt.vectors;

import dev.gatehouse.jwt.JwtMechanismFactory;
import dev.gatehouse.jwt.TestToken;
import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.Decision;
import dev.gatehouse.spi.DecisionListener;
import dev.gatehouse.testkit.MovableClock;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Submits vectors over a socket to a host and an application on a real Jetty. */
final class HttpTarget implements VectorTarget {

    /** The verdict where the container itself answered, before any filter. */
    static final String CONTAINER = "container";

    static final int LONGEST_HEADER = 128 * 1024;

    private final BlockingQueue<Decision> decisions = new LinkedBlockingQueue<>();
    private final Gatehouse gatehouse;
    private final Server server;
    private final Wire wire;
    private String answer = "";

    HttpTarget(Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("auth.mechanisms", "jwt");
        gatehouse = Gatehouse.builder()
                .withoutEnvironment()
                .settings(all)
                .mechanism(new JwtMechanismFactory())
                .clock(MovableClock.at(Instant.ofEpochSecond(TestToken.NOW)))
                .listener(new Listener(decisions))
                .start();
        try {
            server = server(gatehouse);
            server.start();
            wire = new Wire(((ServerConnector) server.getConnectors()[0]).getLocalPort());
        } catch (Exception e) {
            throw new IllegalStateException("Jetty did not start", e);
        }
    }

    private record Listener(BlockingQueue<Decision> decisions) implements DecisionListener {

        @Override
        public void decided(Decision decision) {
            decisions.add(decision);
        }

        @Override
        public boolean wantsAdmissions() {
            return true;
        }
    }

    private static Server server(Gatehouse gatehouse) {
        Server server = new Server();
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setRequestHeaderSize(LONGEST_HEADER);
        configuration.setSendDateHeader(false);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        connector.setIdleTimeout(0);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.setContextPath("/");
        FilterHolder filter = new FilterHolder(gatehouse.filter());
        filter.setAsyncSupported(true);
        context.addFilter(filter, "/*", EnumSet.allOf(DispatcherType.class));
        context.addServlet(new ServletHolder(new Application()), "/*");
        server.setHandler(context);
        return server;
    }

    private static final class Application extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            response.setStatus(request.getUserPrincipal() == null ? 500 : 200);
            response.setContentLength(0);
        }
    }

    /** As in {@link SpiTarget#submit}. */
    @Override
    public String submit(Vector vector) {
        String verdict = submitOnce(vector);
        while (verdict.equals("keys.undecided")) {
            verdict = submitOnce(vector);
        }
        return verdict;
    }

    private String submitOnce(Vector vector) {
        try {
            answer = wire.get("/v1/tasks", vector.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(vector + " got no answer", e);
        }
        int status = status();
        if (status == 400 && !answer.contains("application/problem+json")) {
            return CONTAINER;
        }
        Decision decision = next();
        answer = answer.replace("\"instance\":\"" + decision.requestId() + "\"", "\"instance\":\"ID\"");
        if (status == 200) {
            return decision.outcome() == Decision.Outcome.ADMITTED ? Vector.GOOD : "200 without a decision for it";
        }
        if (status != decision.status()) {
            return status + " where " + decision.status() + " was decided";
        }
        String code = decision.reason().code();
        return code.equals("credential.unclaimed") ? Vector.FOREIGN : code;
    }

    /**
     * The bytes of the last answer, head and body, with {@code ID} in place of the request's identifier, which tells
     * operators where to look in the log.
     */
    String answer() {
        return answer;
    }

    int status() {
        return Integer.parseInt(answer.substring(9, 12));
    }

    private Decision next() {
        try {
            return decisions.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            wire.close();
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            gatehouse.close();
        }
    }
}
