package dev.gatehouse.jwt;

import dev.gatehouse.servlet.Access;
import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.Decision;
import dev.gatehouse.testkit.MovableClock;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The mechanism {@code jwt} before an application, and a client that sends any header. */
final class PlaceRig implements AutoCloseable {

    static final List<String> HANDSHAKE = List.of(
            "Upgrade: websocket",
            "Connection: Upgrade, close",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");

    /** Answers with the name and the kind of the caller, and with the subprotocols that it sees. */
    private static final class Who extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String who = Access.caller(request)
                    .map(caller -> caller.getName() + " " + caller.kind())
                    .orElse("nobody");
            List<String> protocols = Collections.list(request.getHeaders("Sec-WebSocket-Protocol"));
            response.setHeader("X-Seen", String.join(",", protocols));
            response.getWriter().write("<" + who + ">");
        }
    }

    private final Gatehouse gatehouse;
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final BlockingQueue<Decision> decisions = new LinkedBlockingQueue<>();

    private PlaceRig(Map<String, String> settings) throws Exception {
        gatehouse = Gatehouse.builder()
                .withoutEnvironment()
                .clock(MovableClock.at(Instant.ofEpochSecond(TestToken.NOW)))
                .settings(settings)
                .listener(decisions::add)
                .start();
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(new Who()), "/*");
        context.addServletContainerInitializer((types, servletContext) -> gatehouse.addTo(servletContext));
        server.setHandler(context);
        server.start();
    }

    /** Starts with these settings; those of the issuer are added where they are absent. An empty one is removed. */
    static PlaceRig open(String keys, Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put("auth.mechanisms", "jwt");
        settings.put("auth.jwt.issuer", TestToken.ISSUER);
        settings.put("auth.jwt.audience", TestToken.AUDIENCE);
        settings.put("auth.jwt.jwks-file", keys);
        settings.putAll(more);
        settings.values().removeIf(String::isEmpty);
        return new PlaceRig(settings);
    }

    /** Sends a request; returns the name and the kind of the caller, or the status and the reason. */
    String outcome(String method, List<String> headers) throws IOException {
        String answer = exchange(method, headers);
        if (answer.contains("eyJ")) {
            throw new AssertionError("a response repeats the token");
        }
        if (answer.startsWith("HTTP/1.1 200")) {
            return answer.substring(answer.indexOf('<') + 1, answer.indexOf('>'));
        }
        try {
            Decision decision = decisions.poll(10, TimeUnit.SECONDS);
            return decision == null
                    ? answer
                    : decision.status() + " " + decision.reason().code();
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
    }

    String get(String... headers) throws IOException {
        return outcome("GET", List.of(headers));
    }

    String post(String... headers) throws IOException {
        return outcome("POST", List.of(headers));
    }

    /** Sends a WebSocket handshake, which the application answers as any other request. */
    String handshake(String... headers) throws IOException {
        List<String> all = new ArrayList<>(HANDSHAKE);
        all.addAll(List.of(headers));
        return outcome("GET", all);
    }

    private String exchange(String method, List<String> headers) throws IOException {
        int port = connector.getLocalPort();
        StringBuilder request =
                new StringBuilder(method + " /tasks HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nContent-Length: 0\r\n");
        headers.forEach(header -> request.append(header).append("\r\n"));
        if (headers.stream().noneMatch(header -> header.startsWith("Connection:"))) {
            request.append("Connection: close\r\n");
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    Gatehouse gatehouse() {
        return gatehouse;
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
