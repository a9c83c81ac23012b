package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.testkit.TestCertificate;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.KeyStoreScanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS in Jetty itself, as docs/reverse-proxies.md shows it. */
class TlsExampleTest {

    @TempDir
    Path folder;

    private static void store(TestCertificate certificate, Path file) throws Exception {
        try (OutputStream out = Files.newOutputStream(file)) {
            certificate.store().store(out, TestCertificate.PASSWORD.toCharArray());
        }
    }

    /** Sends a request to a server that must have one of the certificates, and returns the body and who it was. */
    private static String ask(int port, TestCertificate first, TestCertificate second) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("first", first.certificate());
        trusted.setCertificateEntry("second", second.certificate());
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        try (Socket socket = context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            boolean isFirst =
                    ((SSLSocket) socket).getSession().getPeerCertificates()[0].equals(first.certificate());
            return answer.substring(answer.indexOf("\r\n\r\n") + 4) + (isFirst ? " first" : " second");
        }
    }

    @Test
    void requestIsSecure_andANewKeyStoreIsUsedWithoutARestart() throws Exception {
        TestCertificate first = TestCertificate.create("first", "-ext", "san=dns:localhost");
        TestCertificate second = TestCertificate.create("second", "-ext", "san=dns:localhost");
        Path keys = folder.resolve("keys.p12");
        store(first, keys);
        Server server = new Server();
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                response.write(true, StandardCharsets.US_ASCII.encode("secure " + request.isSecure()), callback);
                return true;
            }
        });
        ServerConnector connector = TlsExample.connector(server, keys, TestCertificate.PASSWORD);
        server.start();
        try {
            int port = connector.getLocalPort();
            assertEquals("secure true first", ask(port, first, second));

            store(second, keys);
            KeyStoreScanner scanner = server.getBean(KeyStoreScanner.class);
            while (!ask(port, first, second).endsWith(" second")) {
                scanner.scan(60_000);
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        } finally {
            server.stop();
        }
    }
}
