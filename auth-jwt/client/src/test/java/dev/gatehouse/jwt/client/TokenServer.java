package dev.gatehouse.jwt.client;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Returns the prepared responses in order, then the last one repeatedly. Records the requests. */
final class TokenServer implements AutoCloseable {

    /** An answer. */
    record Canned(int status, String contentType, String body, Map<String, String> headers) {}

    /** What was asked. */
    record Asked(String method, String path, Headers headers, String body) {

        String header(String name) {
            String value = headers.getFirst(name);
            return value == null ? "" : value;
        }

        Map<String, String> form() {
            Map<String, String> form = new LinkedHashMap<>();
            for (String pair : body.split("&", -1)) {
                String[] both = pair.split("=", 2);
                form.put(
                        URLDecoder.decode(both[0], StandardCharsets.UTF_8),
                        URLDecoder.decode(both[1], StandardCharsets.UTF_8));
            }
            return form;
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Canned> answers = new ArrayDeque<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    private TokenServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    static TokenServer start() {
        try {
            return new TokenServer();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Canned token(String value) {
        return json(200, "{\"access_token\":\"" + value + "\",\"token_type\":\"Bearer\",\"expires_in\":300}");
    }

    static Canned json(int status, String body, String... headers) {
        return new Canned(status, "application/json", body, map(headers));
    }

    static Canned other(int status, String contentType, String body, String... headers) {
        return new Canned(status, contentType, body, map(headers));
    }

    private static Map<String, String> map(String... headers) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            map.put(headers[i], headers[i + 1]);
        }
        return map;
    }

    synchronized TokenServer answers(Canned... list) {
        answers.clear();
        answers.addAll(List.of(list));
        return this;
    }

    private synchronized Canned next() {
        return answers.size() > 1 ? answers.remove() : answers.element();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders(),
                    body));
            Canned canned = next();
            canned.headers().forEach(exchange.getResponseHeaders()::set);
            if (!canned.contentType().isEmpty()) {
                exchange.getResponseHeaders().set("Content-Type", canned.contentType());
            }
            byte[] bytes = canned.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(canned.status(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    List<Asked> asked() {
        return asked;
    }

    Asked last() {
        return asked.get(asked.size() - 1);
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
