package dev.gatehouse.samples.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A reverse proxy that gives each request to the next node. A node that can't be connected to is passed over; a request
 * that was sent already is not sent again, since its outcome is unknown: its answer is 502. No connection is kept, on
 * either side: one that a node has closed in the meantime would look like a node that broke.
 */
final class RoundRobin implements AutoCloseable {

    /** What the proxy answers by itself. */
    static final int BROKEN = 502;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<URI> nodes;
    private final AtomicInteger next = new AtomicInteger();
    private final ExecutorService workers = Executors.newFixedThreadPool(64);
    private final HttpServer server;

    /** @param nodes as many at any time; which they are may change */
    RoundRobin(List<URI> nodes) throws IOException {
        this.nodes = nodes;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.setExecutor(workers);
        server.createContext("/", this::serve);
        server.start();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Connection", "close");
            HttpResponse<byte[]> answer = forward(exchange, body);
            if (answer == null) {
                exchange.sendResponseHeaders(BROKEN, -1);
                return;
            }
            for (String name : List.of("Content-Type", "Set-Cookie", "Retry-After", "Location")) {
                answer.headers()
                        .allValues(name)
                        .forEach(value -> exchange.getResponseHeaders().add(name, value));
            }
            byte[] bytes = answer.body();
            exchange.sendResponseHeaders(answer.statusCode(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private @Nullable HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) {
        int first = next.getAndIncrement() & Integer.MAX_VALUE;
        for (int i = 0; i < nodes.size(); i++) {
            URI node = nodes.get((first + i) % nodes.size());
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            node.resolve(exchange.getRequestURI().toString()))
                    .header("Connection", "close")
                    .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
            for (String name : List.of("Accept", "Content-Type", "Cookie")) {
                exchange.getRequestHeaders()
                        .getOrDefault(name, List.of())
                        .forEach(value -> request.header(name, value));
            }
            try {
                return http.send(request.build(), BodyHandlers.ofByteArray());
            } catch (ConnectException notSent) {
                // The request has reached no node, so the next one may have it.
            } catch (IOException broken) {
                return null;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
        return null;
    }
}
