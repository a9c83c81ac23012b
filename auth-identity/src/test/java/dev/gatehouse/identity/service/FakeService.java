package dev.gatehouse.identity.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The REST service of Identity over real HTTP, with the answers that a test gives it. */
public final class FakeService implements AutoCloseable {

    public static final String PERMISSIONS = "/api/permissions/for-token";
    public static final String GROUPS = "/api/groups/for-token";
    public static final String TENANTS = "/api/tenants/for-token";
    public static final String AUTHORIZATIONS = "/api/authorizations/for-token";

    /**
     * A request.
     *
     * @param query the raw query; empty for none
     */
    public record Seen(String path, String query, String authorization) {}

    /** Answers a request; closes the exchange. */
    @FunctionalInterface
    public interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();

    public FakeService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        usual();
    }

    /** Answers every question with what m2m-full may do. */
    public void usual() {
        behaviours.clear();
        json(PERMISSIONS, "[\"read:*\",\"write:*\"]");
        json(GROUPS, "[\"sales\",\"board\"]");
        json(TENANTS, "[{\"tenantId\":\"red\",\"name\":\"Red\"},{\"tenantId\":\"<default>\",\"name\":\"Default\"}]");
        json(
                AUTHORIZATIONS,
                "[{\"resourceKey\":\"invoice\",\"resourceType\":\"process-definition\","
                        + "\"permissions\":[\"READ\",\"START_PROCESS_INSTANCE\"]}]");
    }

    private void handle(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        seen.add(new Seen(
                uri.getPath(),
                uri.getRawQuery() == null ? "" : uri.getRawQuery(),
                authorization == null ? "" : authorization));
        Behaviour behaviour = behaviours.get(uri.getPath());
        if (behaviour == null) {
            status(404, "").answer(exchange);
        } else {
            behaviour.answer(exchange);
        }
    }

    public void json(String path, String body) {
        behaviours.put(path, status(200, body));
    }

    public void on(String path, Behaviour behaviour) {
        behaviours.put(path, behaviour);
    }

    /** Makes every question end like this. */
    public void all(Behaviour behaviour) {
        behaviours.replaceAll((path, before) -> behaviour);
    }

    public static Behaviour status(int status, String body, String... headers) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
            exchange.close();
        };
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    public void forget() {
        seen.clear();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
