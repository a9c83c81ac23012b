package dev.gatehouse.samples.tasklist;

import dev.gatehouse.samples.tasklist.status.PartStates;
import dev.gatehouse.samples.tasklist.status.StatusServlet;
import dev.gatehouse.samples.tasklist.web.ApplicationErrors;
import dev.gatehouse.samples.tasklist.web.ClientConfig;
import dev.gatehouse.samples.tasklist.web.ClientConfigServlet;
import dev.gatehouse.samples.tasklist.web.GraphiQlServlet;
import dev.gatehouse.samples.tasklist.web.NotFoundServlet;
import dev.gatehouse.samples.tasklist.web.PageFiles;
import dev.gatehouse.samples.tasklist.web.PageServlet;
import dev.gatehouse.samples.tasklist.web.ServerErrors;
import dev.gatehouse.samples.tasklist.web.SlowBodyHandler;
import dev.gatehouse.servlet.AccessPolicy;
import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.Health;
import dev.gatehouse.tasklist.TasklistApi;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jetty with the authentication filter, the Tasklist API, the web page and the probes. */
final class SampleServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SampleServer.class);

    private static final int MAX_THREADS = 200;
    private static final int HEADER_BYTES = 16 * 1024;
    private static final long STOP_MILLIS = 3_000;
    private static final long BODY_BYTES_PER_SECOND = 256;
    private static final Duration BODY_GRACE = Duration.ofSeconds(5);

    private final Server server;
    private final ServerConnector connector;
    private final SampleSettings settings;

    private SampleServer(Server server, ServerConnector connector, SampleSettings settings) {
        this.server = server;
        this.connector = connector;
        this.settings = settings;
    }

    /**
     * Opens the page with the login form, the probes, what the settings open, and GraphiQL in the demonstration. All
     * other paths require an authenticated caller.
     */
    static AccessPolicy policy(ApiSettings api, boolean demo) {
        AccessPolicy.Builder policy = api.apply(AccessPolicy.builder());
        if (demo) {
            policy.open(GraphiQlServlet.PATH + "/*");
        }
        return policy.open("/")
                .open(PageFiles.LOGOUT)
                .open("/assets/*")
                .open("/client-config.json")
                .open("/health")
                .open("/ready")
                .authenticated("/graphql")
                .authenticated("/v1/*")
                .build();
    }

    /**
     * Opens the port. When the method returns, the server answers requests.
     *
     * @throws StartRefusedException if the server cannot listen on the address
     */
    static SampleServer start(
            SampleSettings settings, Gatehouse gatehouse, PartStates states, TasklistApi api, boolean demo) {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("http");
        Server server = new Server(threads);
        server.setOpenEarly(false);
        server.setStopTimeout(STOP_MILLIS);
        server.setErrorHandler(new ServerErrors());
        Handler application = context(gatehouse, states, api, demo);
        server.setHandler(new GracefulHandler(
                new SlowBodyHandler(application, BODY_BYTES_PER_SECOND, BODY_GRACE, System::nanoTime)));
        boolean local = settings.host().equals(SampleSettings.LOCALHOST);
        ServerConnector connector =
                connector(server, local ? "127.0.0.1" : settings.host(), settings.port(), settings.idleTimeout());
        server.addConnector(connector);
        try {
            server.start();
            if (local) {
                listenOnIpv6(server, connector.getLocalPort(), settings.idleTimeout());
            }
            return new SampleServer(server, connector, settings);
        } catch (Exception failure) {
            stop(server);
            throw refusal(settings, failure);
        }
    }

    /** Returns the URL of the server. */
    URI base() {
        boolean everywhere =
                settings.host().equals("0.0.0.0") || settings.host().equals("::");
        String host = everywhere ? SampleSettings.LOCALHOST : settings.host();
        return URI.create("http://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port());
    }

    int port() {
        return connector.getLocalPort();
    }

    /** Waits until the server stops. */
    void join() throws InterruptedException {
        server.join();
    }

    /** Waits up to three seconds for requests to end and closes the port. */
    @Override
    public void close() {
        stop(server);
    }

    private static ServletContextHandler context(
            Gatehouse gatehouse, PartStates states, TasklistApi api, boolean demo) {
        ServletContextHandler context = new ServletContextHandler(ServletContextHandler.NO_SESSIONS);
        context.setContextPath("/");
        context.setErrorHandler(new ApplicationErrors());
        FilterHolder filter = new FilterHolder(gatehouse.filter());
        filter.setAsyncSupported(true);
        context.addFilter(filter, "/*", EnumSet.allOf(DispatcherType.class));
        ServletHolder page = new ServletHolder("page", new PageServlet());
        context.addServlet(page, "");
        context.addServlet(page, "/assets/*");
        context.addServlet(page, PageFiles.LOGOUT);
        ClientConfigServlet config = new ClientConfigServlet(() ->
                ClientConfig.of(gatehouse.health().keySet(), gatehouse.offers("GET", ClientConfig.PASSKEYS), demo));
        context.addServlet(new ServletHolder("config", config), "/client-config.json");
        context.addServlet(new ServletHolder("health", StatusServlet.health(states::parts)), "/health");
        context.addServlet(new ServletHolder("ready", StatusServlet.readiness(states::parts)), "/ready");
        if (demo) {
            context.addServlet(new ServletHolder("graphiql", new GraphiQlServlet()), GraphiQlServlet.PATH + "/*");
        }
        context.addServlet(new ServletHolder("not-found", new NotFoundServlet()), "/");
        context.addServletContainerInitializer((classes, servletContext) -> api.addTo(servletContext));
        return context;
    }

    /** Returns whether no mechanism and no session store is down. */
    static boolean isUp(Gatehouse gatehouse) {
        return gatehouse.health().values().stream().noneMatch(health -> health.state() == Health.State.DOWN);
    }

    private static ServerConnector connector(Server server, String host, int port, Duration idleTimeout) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(idleTimeout.toMillis());
        return connector;
    }

    /**
     * Browsers may resolve {@code localhost} to {@code ::1}. Machines without IPv6 do not have this address and do not
     * need it.
     */
    private static void listenOnIpv6(Server server, int port, Duration idleTimeout) throws Exception {
        ServerConnector second = connector(server, "::1", port, idleTimeout);
        try {
            second.open();
        } catch (IOException noIpv6) {
            LOG.debug("not listening on [::1]:{}: {}", port, noIpv6.getMessage());
            return;
        }
        server.addConnector(second);
        if (!second.isStarted()) {
            second.start();
        }
    }

    private static StartRefusedException refusal(SampleSettings settings, Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                InetSocketAddress address = InetSocketAddress.createUnresolved(settings.host(), settings.port());
                return new StartRefusedException(
                        "cannot listen on " + address.getHostString() + ":" + address.getPort() + " ("
                                + cause.getMessage()
                                + "). Another process may use the port; choose another one with --port or sample.port",
                        failure);
            }
        }
        return new StartRefusedException("the server cannot start: " + failure, failure);
    }

    private static void stop(Server server) {
        try {
            server.stop();
            server.destroy();
        } catch (Exception failure) {
            LOG.warn("the server did not stop cleanly: {}", failure.toString());
        }
    }
}
