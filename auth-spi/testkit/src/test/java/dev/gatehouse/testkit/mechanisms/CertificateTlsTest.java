package dev.gatehouse.testkit.mechanisms;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.testkit.TestCertificate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.util.Map;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Client certificates over real TLS, behind the real host. */
class CertificateTlsTest {

    private static TestCertificate server;
    private static TestCertificate known;
    private static TestCertificate stranger;
    private static Door door;

    @BeforeAll
    static void openDoor() throws GeneralSecurityException, IOException {
        server = TestCertificate.create("server", "-validity", "2", "-ext", "san=ip:127.0.0.1");
        known = TestCertificate.create("known", "-validity", "2");
        stranger = TestCertificate.create("stranger", "-validity", "2");
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(server.store());
        tls.setKeyStorePassword(TestCertificate.PASSWORD);
        // TLS itself trusts both, so that it is the mechanism that tells them apart.
        tls.setTrustStore(TestCertificate.trusting(known, stranger));
        tls.setWantClientAuth(true);
        door = Door.open(
                "certificate",
                Map.of("auth.certificate.known", CertificateMechanism.fingerprint(known.certificate())),
                tls);
    }

    @AfterAll
    static void closeDoor() {
        door.close();
    }

    @Test
    void knownCertificate_isItsHolder() throws Exception {
        HttpResponse<String> response = send(known, request("/").GET());
        assertEquals(200, response.statusCode());
        assertEquals("certificate CN=known", response.body());
    }

    @Test
    void unknownCertificate_isRefusedAndNotAnonymous() throws Exception {
        assertEquals(401, send(stranger, request("/").GET()).statusCode());
        assertEquals(401, send(stranger, request("/optional").GET()).statusCode());
    }

    @Test
    void noCertificate_isNobody() throws Exception {
        assertEquals(401, send(null, request("/").GET()).statusCode());
        assertEquals("nobody", send(null, request("/optional").GET()).body());
    }

    @Test
    void certificateThatAnotherSiteMadeABrowserUse_isForbidden() throws Exception {
        HttpRequest.Builder post = request("/").POST(HttpRequest.BodyPublishers.noBody());
        assertEquals(
                403,
                send(known, post.copy().header("Sec-Fetch-Site", "cross-site")).statusCode());
        assertEquals(
                200,
                send(known, post.copy().header("Sec-Fetch-Site", "same-origin")).statusCode());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + door.port() + path));
    }

    private static HttpResponse<String> send(@Nullable TestCertificate identity, HttpRequest.Builder request)
            throws GeneralSecurityException, IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(TestCertificate.tls(identity, server))
                .build();
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
