package dev.gatehouse.identity.provider;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A provider that answers as it is told and remembers what it was sent. */
final class FakeProvider implements AutoCloseable {

    /** A form and the header {@code Authorization} that came with it. */
    record Sent(Map<String, String> form, String authorization) {}

    final List<Sent> tokens = new ArrayList<>();
    final List<Sent> pushed = new ArrayList<>();
    final List<Sent> revoked = new ArrayList<>();
    int metadataRequests;
    String metadata = "";
    int tokenStatus = 200;
    String tokenAnswer = "{\"access_token\":\"at\",\"token_type\":\"bearer\",\"expires_in\":\"60\"}";
    private final HttpServer server;

    FakeProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/openid-configuration", exchange -> {
            metadataRequests++;
            answer(exchange, 200, metadata.isEmpty() ? metadata(issuer(), "") : metadata);
        });
        server.createContext("/token", exchange -> {
            tokens.add(sent(exchange));
            answer(exchange, tokenStatus, tokenAnswer);
        });
        server.createContext("/par", exchange -> {
            pushed.add(sent(exchange));
            answer(exchange, 201, "{\"request_uri\":\"urn:example:1\",\"expires_in\":60}");
        });
        server.createContext("/revoke", exchange -> {
            revoked.add(sent(exchange));
            answer(exchange, 200, "");
        });
        server.start();
    }

    String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Returns metadata with further members. */
    static String metadata(String issuer, String more) {
        return "{\"issuer\":\"" + issuer + "\",\"authorization_endpoint\":\"" + issuer
                + "/authorize?tenant=1\",\"token_endpoint\":\"" + issuer + "/token\",\"revocation_endpoint\":\""
                + issuer + "/revoke\",\"pushed_authorization_request_endpoint\":\"" + issuer
                + "/par\",\"jwks_uri\":\"" + issuer + "/jwks\"" + more + "}";
    }

    private static Sent sent(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> form = new HashMap<>();
        for (String pair : body.split("&")) {
            int equals = pair.indexOf('=');
            form.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        return new Sent(form, authorization == null ? "" : authorization);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
