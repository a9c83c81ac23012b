package dev.gatehouse.samples.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.gatehouse.testkit.TestCertificate;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * A network in which the hosts of the configurations exist: one web server over TLS and one without it, and a proxy
 * that leads every host name to them. A JVM with {@link #properties()} is in this network, without a change of its
 * settings.
 */
final class Network implements AutoCloseable {

    private record Page(String body, String authorization) {}

    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final TestCertificate certificate;
    private final Path folder;
    private final HttpsServer tls;
    private final HttpServer plain;
    private final ForwardProxy proxy;

    /**
     * Opens it.
     *
     * @param hosts the names that the certificate is for
     */
    Network(Path folder, Collection<String> hosts) throws IOException, GeneralSecurityException {
        this.folder = folder;
        certificate = TestCertificate.create(
                "network",
                "-ext",
                hosts.stream().map(host -> "dns:" + host).collect(Collectors.joining(",", "san=", "")));
        InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        tls = HttpsServer.create(free, 0);
        tls.setHttpsConfigurator(new HttpsConfigurator(TestCertificate.tls(certificate)));
        tls.createContext("/", exchange -> answer("https://", exchange));
        tls.start();
        plain = HttpServer.create(free, 0);
        plain.createContext("/", exchange -> answer("http://", exchange));
        plain.start();
        proxy = proxyFor("");
        try (OutputStream out = Files.newOutputStream(trustStore())) {
            TestCertificate.trusting(certificate).store(out, TestCertificate.PASSWORD.toCharArray());
        }
        Files.writeString(
                authority(),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(certificate.certificate().getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
    }

    /** Opens another proxy into this network, with a user and a password. */
    ForwardProxy proxyFor(String userAndPassword) throws IOException {
        return new ForwardProxy(tls.getAddress().getPort(), plain.getAddress().getPort(), userAndPassword);
    }

    /** Returns the authority of the network's certificate, as a PEM file. */
    Path authority() {
        return folder.resolve("authority.pem");
    }

    private Path trustStore() {
        return folder.resolve("trusted.p12");
    }

    /** Returns the system properties of a JVM in this network. */
    Map<String, String> properties() {
        String port = Integer.toString(proxy.port());
        return Map.of(
                "https.proxyHost",
                "127.0.0.1",
                "https.proxyPort",
                port,
                "http.proxyHost",
                "127.0.0.1",
                "http.proxyPort",
                port,
                "javax.net.ssl.trustStore",
                trustStore().toString(),
                "javax.net.ssl.trustStorePassword",
                TestCertificate.PASSWORD);
    }

    void publish(String url, String body) {
        pages.put(url, new Page(body, ""));
    }

    /** Publishes what is shown with this value of {@code Authorization} alone. */
    void publish(String url, String body, String authorization) {
        pages.put(url, new Page(body, authorization));
    }

    /** Publishes the metadata of an issuer and its keys. */
    void publishIssuer(String issuer, String place, ProviderKey key) {
        String base = place.endsWith("/") ? place.substring(0, place.length() - 1) : place;
        publish(
                base + "/.well-known/openid-configuration",
                "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + base + "/keys\"}");
        publish(base + "/keys", key.jwks());
    }

    private void answer(String scheme, HttpExchange exchange) throws IOException {
        try (exchange) {
            String url = scheme
                    + exchange.getRequestHeaders().getFirst("Host")
                    + exchange.getRequestURI().getRawPath();
            Page page = pages.get(url);
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            if (page == null) {
                exchange.sendResponseHeaders(404, -1);
            } else if (!page.authorization().isEmpty() && !page.authorization().equals(authorization)) {
                exchange.sendResponseHeaders(401, -1);
            } else {
                byte[] body = page.body().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() throws IOException {
        proxy.close();
        tls.stop(0);
        plain.stop(0);
    }
}
