package dev.gatehouse.samples.clientcertificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.servlet.Access;
import dev.gatehouse.servlet.AccessPolicy;
import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.testkit.TestCertificate;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The mechanism as users get it: found by name, behind the host, over mutual TLS. */
class ClientCertificateTlsTest {

    private static final class Greeting extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter()
                    .write(Access.caller(request)
                            .map(caller -> caller.getName())
                            .orElse("nobody"));
        }
    }

    private static final TestCertificate SITE = TestCertificate.create("site", "-ext", "san=ip:127.0.0.1");
    private static final TestCertificate ROBOT =
            TestCertificate.create("robot", "-ext", "san=uri:spiffe://example.com/robot");
    private static final TestCertificate GUEST =
            TestCertificate.create("guest", "-ext", "san=uri:spiffe://example.com/guest");
    /** Has all names of the robot, and another key. */
    private static final TestCertificate FORGED =
            TestCertificate.create("robot", "-ext", "san=uri:spiffe://example.com/robot");

    private static final Server SERVER = new Server();
    private static ServerConnector connector;
    private static Gatehouse gatehouse;

    @BeforeAll
    static void start() throws Exception {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(SITE.store());
        tls.setKeyStorePassword(TestCertificate.PASSWORD);
        tls.setTrustStore(TestCertificate.trusting(ROBOT, GUEST));
        // Clients without a certificate connect as well, and are refused by the access policy.
        tls.setWantClientAuth(true);
        HttpConfiguration configuration = new HttpConfiguration();
        // The tests speak to 127.0.0.1, which is no name that SNI could carry.
        configuration.addCustomizer(new SecureRequestCustomizer(false));
        connector = new ServerConnector(
                SERVER, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        connector.setIdleTimeout(0);
        SERVER.addConnector(connector);
        gatehouse = Gatehouse.builder()
                .withoutEnvironment()
                .settings(Map.of(
                        "auth.mechanisms", "client-certificate",
                        "auth.client-certificate.callers", "uri:spiffe://example.com/robot=robot"))
                .policy(AccessPolicy.builder()
                        .optional("/optional")
                        .permission("/admin", "ADMIN")
                        .build())
                .start();
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(new Greeting()), "/*");
        context.addServletContainerInitializer((types, servletContext) -> gatehouse.addTo(servletContext));
        SERVER.setHandler(context);
        SERVER.start();
    }

    @AfterAll
    static void stop() throws Exception {
        SERVER.stop();
        gatehouse.close();
    }

    @Test
    void knownCertificate_isItsCaller() throws Exception {
        HttpResponse<String> response = send(ROBOT, request("/").GET());
        assertEquals(200, response.statusCode());
        assertEquals("robot", response.body());
    }

    @Test
    void unknownCertificate_isRefusedAndNotAnonymous() throws Exception {
        assertEquals(401, send(GUEST, request("/").GET()).statusCode());
        assertEquals(401, send(GUEST, request("/optional").GET()).statusCode());
    }

    @Test
    void noCertificate_isChallengedOrAnonymous() throws Exception {
        HttpResponse<String> response = send(null, request("/").GET());
        assertEquals(401, response.statusCode());
        String challenge = response.headers().firstValue("WWW-Authenticate").orElse("none");
        assertEquals("ClientCertificate", challenge.split(" ", 2)[0]);
        assertEquals("nobody", send(null, request("/optional").GET()).body());
    }

    @Test
    void certificateThatTheServerDoesNotTrust_isNoConnection() {
        assertThrows(IOException.class, () -> send(FORGED, request("/").GET()));
    }

    @Test
    void certificateThatAnotherSiteMadeABrowserUse_isForbidden() throws Exception {
        HttpRequest.Builder post = request("/").POST(BodyPublishers.noBody());
        assertEquals(
                403,
                send(ROBOT, post.copy().header("Sec-Fetch-Site", "cross-site")).statusCode());
        assertEquals(200, send(ROBOT, post.copy()).statusCode());
    }

    @Test
    void permissionThatTheCallerLacks_isForbidden() throws Exception {
        assertEquals(403, send(ROBOT, request("/admin").GET()).statusCode());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + connector.getLocalPort() + path));
    }

    private static HttpResponse<String> send(@Nullable TestCertificate identity, HttpRequest.Builder request)
            throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(TestCertificate.tls(identity, SITE))
                .build();
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
