package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.idp.tokens.DpopProof;
import dev.gatehouse.idp.tokens.SigningKey;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.TestCertificate;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RFC 8705 section 3 over real TLS. */
class CertificateBoundTlsTest {

    private static final SigningKey KEY = SigningKey.generate("ES256");
    private static final Instant NOW = Instant.ofEpochSecond(TestToken.NOW);

    private static TestCertificate server;
    private static TestCertificate holder;
    private static TestCertificate thief;
    private static JwtServer door;
    private static Path settings;

    @BeforeAll
    static void open(@TempDir Path folder) throws GeneralSecurityException, IOException {
        settings = folder;
        server = TestCertificate.create("server", "-validity", "2", "-ext", "san=ip:127.0.0.1");
        holder = TestCertificate.create("holder", "-validity", "2");
        thief = TestCertificate.create("thief", "-validity", "2");
        door = JwtServer.open(
                MovableClock.at(NOW),
                DpopRig.settings(folder),
                JwtServer.tls(server, holder, thief),
                TestCertificate.tls(null, server));
    }

    @AfterAll
    static void close() {
        door.close();
    }

    private static String token() {
        return DpopRig.token("\"x5t#S256\":\"" + holder.thumbprint() + "\"");
    }

    private static HttpClient client(TestCertificate identity) throws GeneralSecurityException, IOException {
        return HttpClient.newBuilder()
                .sslContext(TestCertificate.tls(identity, server))
                .build();
    }

    private static String header(X509Certificate certificate) throws GeneralSecurityException {
        return ":" + Base64.getEncoder().encodeToString(certificate.getEncoded()) + ":";
    }

    @Test
    void holderOfTheCertificate_isTheCaller() throws Exception {
        HttpResponse<String> response = door.get(client(holder), "/a", "Authorization", "Bearer " + token());
        assertEquals(200, response.statusCode());
        assertEquals("Bearer alice", response.body());
    }

    @Test
    void tokenOnAnotherConnection_isRefused() throws Exception {
        for (TestCertificate identity : new TestCertificate[] {thief, null}) {
            for (String path : List.of("/a", "/optional")) {
                HttpResponse<String> response = door.get(client(identity), path, "Authorization", "Bearer " + token());
                assertEquals(401, response.statusCode());
                assertEquals(
                        List.of("Bearer realm=\"gatehouse\", error=\"invalid_token\""), JwtServer.challenges(response));
            }
        }
    }

    @Test
    void certificateInAHeader_isNoCertificate() throws Exception {
        HttpResponse<String> response = door.get(
                client(null), "/a", "Authorization", "Bearer " + token(), "Client-Cert", header(holder.certificate()));
        assertEquals(401, response.statusCode());
    }

    @Test
    void unboundToken_isGoodWithAndWithoutACertificate() throws Exception {
        String authorization = "Bearer " + DpopRig.unboundToken();
        assertEquals(
                200,
                door.get(client(thief), "/a", "Authorization", authorization).statusCode());
        assertEquals(
                200,
                door.get(client(null), "/a", "Authorization", authorization).statusCode());
    }

    @Test
    void doublyBoundToken_needsKeyAndCertificate() throws Exception {
        String token =
                DpopRig.token("\"jkt\":\"" + KEY.thumbprint() + "\",\"x5t#S256\":\"" + holder.thumbprint() + "\"");
        assertEquals(200, twice(holder, token).statusCode());
        assertEquals(401, twice(thief, token).statusCode());
        assertEquals(401, twice(null, token).statusCode());
        assertEquals(
                401,
                door.get(client(holder), "/a", "Authorization", "Bearer " + token)
                        .statusCode());
    }

    private static HttpResponse<String> twice(TestCertificate identity, String token) throws Exception {
        String proof = DpopProof.of(KEY, "GET", door.url("/a"))
                .forToken(token)
                .issuedAt(NOW)
                .serialize();
        return door.get(client(identity), "/a", "Authorization", "DPoP " + token, "DPoP", proof);
    }

    @Test
    void trustedProxy_namesTheCertificateInItsHeader() throws Exception {
        try (JwtServer inner = JwtServer.open(
                MovableClock.at(NOW),
                DpopRig.settings(
                        settings,
                        "auth.trusted-proxies",
                        "127.0.0.1",
                        "auth.client-cert-header",
                        "on",
                        "auth.public-url",
                        "https://tasks.example.com"))) {
            String[] bearer = {"Authorization", "Bearer " + token()};
            assertEquals(
                    200, proxied(inner, bearer, header(holder.certificate())).statusCode());
            assertEquals(
                    401, proxied(inner, bearer, header(thief.certificate())).statusCode());
            assertEquals(400, proxied(inner, bearer, "rubbish").statusCode());
            assertEquals(401, inner.get("/a", bearer).statusCode());
        }
    }

    private static HttpResponse<String> proxied(JwtServer inner, String[] bearer, String certificate) throws Exception {
        return inner.get("/a", bearer[0], bearer[1], "Client-Cert", certificate);
    }

    @Test
    void proxyCertificate_isNotClientCertificate() throws Exception {
        try (JwtServer behind = JwtServer.open(
                MovableClock.at(NOW),
                DpopRig.settings(settings, "auth.trusted-proxies", "127.0.0.1"),
                JwtServer.tls(server, holder),
                TestCertificate.tls(holder, server))) {
            assertEquals(
                    401, behind.get("/a", "Authorization", "Bearer " + token()).statusCode());
            assertEquals(
                    401,
                    behind.get("/a", "Authorization", "Bearer " + token(), "Client-Cert", header(holder.certificate()))
                            .statusCode());
        }
    }
}
