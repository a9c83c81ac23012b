package dev.gatehouse.samples.tasklist;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A page of another origin: on another port of localhost, so on the same site, or at 127.0.0.1, which is another site.
 */
final class AttackerPage implements AutoCloseable {

    private final HttpServer server;

    private AttackerPage(HttpServer server) {
        this.server = server;
    }

    /** One that does nothing of its own accord. */
    static AttackerPage blank() throws IOException {
        return serve("<!doctype html><title>A harmless page</title>");
    }

    /** One that posts a login form. */
    static AttackerPage against(URI application, String user) throws IOException {
        String page = """
                <!doctype html><title>A harmless page</title>
                <form action="%s/api/login" method="post">
                <input name="username" value="%s"><input name="password" value="%s"><button>Win a prize</button></form>
                """.formatted(application, user, user);
        return serve(page);
    }

    private static AttackerPage serve(String page) throws IOException {
        byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return new AttackerPage(server);
    }

    String url() {
        return url("localhost");
    }

    String url(String host) {
        return "http://" + host + ":" + server.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
