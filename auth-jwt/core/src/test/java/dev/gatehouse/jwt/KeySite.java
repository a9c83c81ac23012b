package dev.gatehouse.jwt;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.gatehouse.testkit.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A web site with an issuer's metadata and keys, over http or https. It remembers what it was asked. */
final class KeySite implements AutoCloseable {

    static final String METADATA = "/.well-known/openid-configuration";

    /** A response. */
    record Answer(int status, String header, String value, String body) {}

    private final HttpServer server;
    private final boolean tls;
    private final Map<String, Answer> answers = Collections.synchronizedMap(new LinkedHashMap<>());
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

    private KeySite(HttpServer server, boolean tls) {
        this.server = server;
        this.tls = tls;
        server.createContext("/", this::answer);
        server.start();
    }

    static KeySite plain() throws IOException {
        return new KeySite(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), false);
    }

    static KeySite over(TestCertificate certificate) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(TestCertificate.tls(certificate)));
        return new KeySite(server, true);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        String proxy = exchange.getRequestHeaders().getFirst("Proxy-Authorization");
        seen.add(path + (authorization == null ? "" : " " + authorization) + (proxy == null ? "" : " leaked " + proxy));
        Answer answer = answers.getOrDefault(path, new Answer(404, "X-None", "x", ""));
        exchange.getResponseHeaders().add(answer.header(), answer.value());
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url(String host) {
        return (tls ? "https://" : "http://") + host + ":" + port();
    }

    String url() {
        return url("127.0.0.1");
    }

    KeySite answers(String path, int status, String header, String value) {
        answers.put(path, new Answer(status, header, value, ""));
        return this;
    }

    KeySite answers(String path, String body) {
        answers.put(path, new Answer(200, "Content-Type", "application/json", body));
        return this;
    }

    /** Publishes metadata of this issuer and a key. */
    KeySite publishes(String issuer, String jwksUri, TestKey key) {
        answers(METADATA, "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + jwksUri + "\"}");
        return answers("/jwks", new String(TestIssuer.jwks(key), StandardCharsets.UTF_8));
    }

    List<String> seen() {
        return List.copyOf(seen);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
