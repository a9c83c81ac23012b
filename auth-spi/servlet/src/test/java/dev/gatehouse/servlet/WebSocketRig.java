package dev.gatehouse.servlet;

import dev.gatehouse.servlet.http.Application;
import dev.gatehouse.servlet.http.Container;
import dev.gatehouse.servlet.http.Server;
import dev.gatehouse.servlet.http.TestServlet;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.tomcat.websocket.server.WsSci;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.ee11.websocket.servlet.WebSocketUpgradeFilter;

/** A host before the endpoint of {@link EventSocketExample}, on Jetty or Tomcat, with the JDK's WebSocket client. */
final class WebSocketRig implements AutoCloseable {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Gatehouse gatehouse;
    private final Container container;
    private final Clock clock;

    /** What is registered first: the host's filter or the endpoint. */
    enum Order {
        FILTER_FIRST,
        /** The host's filter, then Jetty's filter as {@code web.xml} can declare it, then the endpoint. */
        JETTY_FILTER_DECLARED,
        ENDPOINT_FIRST
    }

    WebSocketRig(Server server, Order order, Clock clock, Gatehouse.Builder builder) {
        this.clock = clock;
        this.gatehouse = builder.start();
        // Tomcat runs no filter where no servlet is mapped.
        Application application = new Application().servlet("/", TestServlet.whoAmI());
        this.container = server.start(application.initializer(context -> {
            if (order == Order.ENDPOINT_FIRST) {
                addEndpoint(server, context);
            }
            gatehouse.addTo(context);
            if (order == Order.JETTY_FILTER_DECLARED) {
                String jetty = WebSocketUpgradeFilter.class.getName();
                context.addFilter(jetty, jetty)
                        .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
            }
            if (order != Order.ENDPOINT_FIRST) {
                addEndpoint(server, context);
            }
        }));
    }

    private void addEndpoint(Server server, ServletContext context) {
        ServletContainerInitializer initializer =
                server == Server.TOMCAT ? new WsSci() : new JakartaWebSocketServletContainerInitializer();
        try {
            initializer.onStartup(Set.of(), context);
            ServerContainer sockets = (ServerContainer) context.getAttribute(ServerContainer.class.getName());
            sockets.addEndpoint(ServerEndpointConfig.Builder.create(EventSocketExample.class, "/events")
                    .subprotocols(List.of("chat"))
                    .configurator(new Instances(new EventSocketExample(clock, timer)))
                    .build());
        } catch (ServletException | DeploymentException failure) {
            throw new IllegalStateException(failure);
        }
    }

    int port() {
        return container.port();
    }

    /** Opens a WebSocket with headers, given as name and value in turn, and offers of subprotocols. */
    Conversation open(List<String> headers, String... offers) {
        Conversation conversation = new Conversation();
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        for (int i = 0; i < headers.size(); i += 2) {
            builder.header(headers.get(i), headers.get(i + 1));
        }
        if (offers.length > 0) {
            builder.subprotocols(
                    offers[0], List.of(offers).subList(1, offers.length).toArray(new String[0]));
        }
        conversation.socket = builder.buildAsync(URI.create("ws://localhost:" + port() + "/events"), conversation);
        return conversation;
    }

    @Override
    public void close() {
        container.close();
        gatehouse.close();
        timer.shutdownNow();
    }

    /** What a client hears. */
    static final class Conversation implements WebSocket.Listener {

        private CompletableFuture<WebSocket> socket = new CompletableFuture<>();
        private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();

        /** Returns the status of a refused handshake; 101 if it was accepted. */
        int status() {
            try {
                socket.join();
                return 101;
            } catch (CompletionException refused) {
                return ((java.net.http.WebSocketHandshakeException) refused.getCause())
                        .getResponse()
                        .statusCode();
            }
        }

        /** Sends a message and returns the next one that comes back, or the code and reason of the end. */
        String say(String text) throws InterruptedException {
            socket.join().sendText(text, true);
            return next();
        }

        String next() throws InterruptedException {
            socket.join();
            return heard.take();
        }

        String subprotocol() {
            return socket.join().getSubprotocol();
        }

        void end() {
            socket.join().abort();
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            heard.add(data.toString());
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            throw new AssertionError("the example sends text alone");
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            heard.add("closed " + code + " " + reason);
            return null;
        }
    }

    /**
     * Answers everything itself: with two libraries on the class path, Java finds the defaults of one of them alone.
     */
    private static final class Instances extends ServerEndpointConfig.Configurator {

        private final Endpoint endpoint;

        private Instances(Endpoint endpoint) {
            this.endpoint = endpoint;
        }

        @Override
        public <T> T getEndpointInstance(Class<T> type) {
            return type.cast(endpoint);
        }

        @Override
        public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
            return requested.stream().filter(supported::contains).findFirst().orElse("");
        }

        @Override
        public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
            return List.of();
        }

        @Override
        public boolean checkOrigin(String origin) {
            // The cross-site guard of the host decides.
            return true;
        }
    }
}
