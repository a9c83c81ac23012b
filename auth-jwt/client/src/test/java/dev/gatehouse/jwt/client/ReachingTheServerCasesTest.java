package dev.gatehouse.jwt.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.gatehouse.testkit.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kind L of the cases from the field: a token endpoint behind an authority of its own, or a proxy with a password. */
class ReachingTheServerCasesTest {

    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString("jane:x".getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path folder;

    private HttpServer server;
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    /** Answers as a token endpoint, and as a proxy that wants Basic if the request line has a whole URL. */
    private String serve(HttpServer created) {
        server = created;
        server.createContext("/", exchange -> {
            String host = exchange.getRequestURI().getHost();
            String proxy = exchange.getRequestHeaders().getFirst("Proxy-Authorization");
            seen.add(host + " " + proxy);
            byte[] body = TokenServer.token("good").body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(host == null || BASIC.equals(proxy) ? 200 : 407, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private static InetSocketAddress free() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static TokenClientBuilder client(String endpoint) {
        return PatientClient.builder().clientId("c").clientSecret("s3cret").tokenEndpoint(endpoint);
    }

    @Test
    void authorityFile_isTrusted() throws Exception {
        TestCertificate certificate = TestCertificate.create("server", "-ext", "san=ip:127.0.0.1");
        HttpsServer tls = HttpsServer.create(free(), 0);
        tls.setHttpsConfigurator(new HttpsConfigurator(TestCertificate.tls(certificate)));
        String address = serve(tls);
        Path authorities = folder.resolve("ca.pem");
        Files.writeString(
                authorities,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getEncoder()
                                .encodeToString(certificate.certificate().getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        try (TokenClient tokens = client("https://" + address + "/token")
                .authorityFile(authorities)
                .build()) {
            assertEquals("good", tokens.token().value());
        }
        TokenClientBuilder builder = client("https://" + address);
        assertThrows(IllegalArgumentException.class, () -> builder.authorityFile(folder.resolve("absent")));
    }

    @Test
    void proxyWithBasic_getsTheRequestsForPlainHttp() throws Exception {
        String proxy = "http://" + serve(HttpServer.create(free(), 0));
        TokenClientBuilder builder = client("http://auth.example.com/token").allowPlainHttp();
        try (TokenClient tokens = builder.proxy(proxy, "jane", "x").build()) {
            assertEquals("good", tokens.token().value());
            assertEquals(List.of("auth.example.com " + BASIC), seen);
        }
    }

    @Test
    void proxyThatRefuses_isNamed() throws IOException {
        String proxy = "http://" + serve(HttpServer.create(free(), 0));
        TokenClientBuilder builder = client("http://auth.example.com/token").allowPlainHttp();
        try (TokenClient tokens = builder.proxy(proxy, "jane", "wrong").build()) {
            String why = assertThrows(TokenException.class, tokens::token).getMessage();
            assertTrue(why.contains("its proxy answered with status 407"), why);
            assertFalse(why.contains("wrong"), why);
        }
    }

    @Test
    void proxyWithBasicForHttps_isRefusedWhileTheJvmDropsIt() {
        TokenClientBuilder builder =
                client("https://auth.example.com/token").proxy("http://127.0.0.1:1", "jane", "the-password");
        String why =
                assertThrows(IllegalArgumentException.class, builder::build).getMessage();
        assertTrue(why.contains("jdk.http.auth.tunneling.disabledSchemes"), why);
        assertFalse(why.contains("the-password"), why);
    }
}
