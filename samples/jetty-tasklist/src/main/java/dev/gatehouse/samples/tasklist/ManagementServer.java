package dev.gatehouse.samples.tasklist;

import dev.gatehouse.samples.tasklist.web.ServerErrors;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The management listener: a server of its own, with a port and threads of its own, so that it answers whatever the
 * application is waiting for.
 */
final class ManagementServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ManagementServer.class);

    private static final int MAX_THREADS = 8;
    private static final int HEADER_BYTES = 8 * 1024;
    private static final long IDLE_MILLIS = 10_000;
    private static final long STOP_MILLIS = 1_000;

    private static final HttpFields HEADERS = HttpFields.build()
            .put("Cache-Control", "no-store")
            .put("X-Content-Type-Options", "nosniff")
            .put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
            .put("Cross-Origin-Resource-Policy", "same-origin")
            .asImmutable();

    private final Server server;
    private final ServerConnector connector;
    private final String host;

    private ManagementServer(Server server, ServerConnector connector, String host) {
        this.server = server;
        this.connector = connector;
        this.host = host;
    }

    /**
     * Opens the port. When the method returns, the listener answers requests.
     *
     * @param endpoints the endpoints by their exact path
     * @throws StartRefusedException if it cannot listen on the address
     */
    static ManagementServer start(ManagementSettings settings, Map<String, ManagementEndpoint> endpoints) {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 2);
        threads.setName("management");
        threads.setDaemon(true);
        Server server = new Server(threads);
        server.setStopTimeout(STOP_MILLIS);
        server.setErrorHandler(new ServerErrors());
        server.setHandler(new Endpoints(new ManagementGate(settings), Map.copyOf(endpoints)));
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(settings.address().getHostAddress());
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE_MILLIS);
        server.addConnector(connector);
        try {
            server.start();
        } catch (Exception failure) {
            stop(server);
            throw new StartRefusedException(
                    "cannot listen on " + settings.host() + ":" + settings.port() + " ("
                            + (failure instanceof IOException ? failure.getMessage() : failure.toString())
                            + "). Another process may use the port; choose another one with "
                            + ManagementSettings.PORT.key(),
                    failure);
        }
        ManagementServer opened =
                new ManagementServer(server, connector, settings.address().getHostAddress());
        LOG.info("the management listener is {}", opened.base());
        if (!settings.address().isLoopbackAddress()) {
            LOG.warn("other machines reach the management listener without TLS, so its token can be read on the way;"
                    + " keep its port inside a network that you trust");
        }
        return opened;
    }

    /** Returns the URL of the listener. */
    URI base() {
        return URI.create(
                "http://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + connector.getLocalPort());
    }

    @Override
    public void close() {
        stop(server);
    }

    private static void stop(Server server) {
        try {
            server.stop();
            server.destroy();
        } catch (Exception failure) {
            LOG.warn("the management listener did not stop cleanly: {}", failure.toString());
        }
    }

    /** Answers requests that the gate lets through. */
    private static final class Endpoints extends Handler.Abstract {

        private final ManagementGate gate;
        private final Map<String, ManagementEndpoint> endpoints;

        Endpoints(ManagementGate gate, Map<String, ManagementEndpoint> endpoints) {
            this.gate = gate;
            this.endpoints = endpoints;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            ManagementReply refusal = gate.refusal(request);
            write(response, refusal == null ? reply(request, response) : refusal, callback);
            return true;
        }

        private ManagementReply reply(Request request, Response response) {
            // As it was sent: there is nothing to decode in these paths.
            ManagementEndpoint endpoint = endpoints.get(request.getHttpURI().getPath());
            if (endpoint == null) {
                return ManagementReply.problem(
                        404,
                        "There are: "
                                + String.join(
                                        ", ",
                                        endpoints.keySet().stream().sorted().toList()));
            }
            if (!endpoint.method().equals(request.getMethod())) {
                response.getHeaders().put(HttpHeader.ALLOW, endpoint.method());
                return ManagementReply.problem(405, "Use " + endpoint.method() + ".");
            }
            return endpoint.reply().get();
        }

        private static void write(Response response, ManagementReply reply, Callback callback) {
            response.setStatus(reply.status());
            for (HttpField header : HEADERS) {
                response.getHeaders().put(header);
            }
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.contentType());
            if (reply.status() == 401) {
                response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer realm=\"management\"");
            }
            response.write(true, ByteBuffer.wrap(reply.body().getBytes(StandardCharsets.UTF_8)), callback);
        }
    }
}
