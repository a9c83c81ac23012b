package dev.gatehouse.idp;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The back-channel logout endpoint of a client. It keeps the tokens that arrive. */
final class LogoutReceiver implements AutoCloseable {

    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    LogoutReceiver(int status) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/logout", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
            tokens.add(URLDecoder.decode(body.substring("logout_token=".length()), StandardCharsets.US_ASCII));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    String uri() {
        return "http://localhost:" + server.getAddress().getPort() + "/logout";
    }

    List<String> tokens() {
        return tokens;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
