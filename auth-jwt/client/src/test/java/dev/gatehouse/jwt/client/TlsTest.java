package dev.gatehouse.jwt.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.gatehouse.jwt.client.TokenException.Kind;
import dev.gatehouse.testkit.TestCertificate;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server with a certificate that the JDK does not know, for the name localhost alone. */
class TlsTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private SSLContext trusting;
    private HttpsServer server;

    @BeforeEach
    void start() throws Exception {
        TestCertificate certificate = TestCertificate.create("localhost", "-ext", "san=dns:localhost");
        trusting = TestCertificate.tls(null, certificate);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(TestCertificate.tls(certificate)));
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            byte[] body = TokenServer.token("good").body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void certificateThatIsTrusted_isTaken() throws Exception {
        try (TokenClient tokens = client("localhost").sslContext(trusting).build()) {
            assertEquals("good", tokens.token().value());
        }
    }

    @Test
    void certificateThatIsNotTrusted_isTold() {
        try (TokenClient tokens = client("localhost").build()) {
            assertTold(tokens, "an authority that is not trusted here");
        }
    }

    @Test
    void certificateForAnotherName_isTold() {
        try (TokenClient tokens = client("127.0.0.1").sslContext(trusting).build()) {
            assertTold(tokens, "not for the host name in the URL");
        }
    }

    private static void assertTold(TokenClient tokens, String why) {
        TokenException told = assertThrows(TokenException.class, tokens::token);
        assertEquals(Kind.UNAVAILABLE, told.kind());
        assertTrue(String.valueOf(told.getMessage()).contains(why), told::toString);
    }

    private TokenClientBuilder client(String host) {
        return PatientClient.builder()
                .clientId("client")
                .clientSecret("secret")
                .maxAttempts(1)
                .tokenEndpoint("https://" + host + ":" + server.getAddress().getPort() + "/token");
    }
}
