package dev.gatehouse.servlet.gate;

import dev.gatehouse.spi.Reason;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * Reads the client certificate from the header {@code Client-Cert} (RFC 9440 section 2.2) of a trusted proxy: one byte
 * sequence (RFC 9651 section 3.3.5) with the DER form of the certificate. A malformed header is refused and does not
 * count as absent. The proxy verifies the certificate.
 */
final class ClientCertificateHeader {

    private static final String NAME = "Client-Cert";
    private static final int MAX_LENGTH = 16 * 1024;

    private static final ClientConnection MALFORMED =
            new ClientConnection.Unreadable(Reason.of("request.client-cert-malformed"));

    private ClientCertificateHeader() {}

    /** Returns the connection with the certificate from the proxy, if it sent one. */
    static ClientConnection read(HttpServletRequest request, ClientConnection.Known connection) {
        Enumeration<String> lines = request.getHeaders(NAME);
        if (lines == null || !lines.hasMoreElements()) {
            return connection;
        }
        String value = lines.nextElement();
        X509Certificate certificate = lines.hasMoreElements() ? null : certificate(value);
        return certificate == null
                ? MALFORMED
                : new ClientConnection.Known(
                        connection.address(), connection.secure(), connection.authority(), certificate);
    }

    private static @Nullable X509Certificate certificate(String value) {
        String item = value.strip();
        if (item.length() < 3 || item.length() > MAX_LENGTH || !item.startsWith(":") || !item.endsWith(":")) {
            return null;
        }
        byte[] text = item.substring(1, item.length() - 1).getBytes(StandardCharsets.ISO_8859_1);
        try {
            byte[] der = Base64.getDecoder().decode(text);
            // The JDK takes text without padding and with any last bits; here each certificate has one spelling.
            if (!Arrays.equals(Base64.getEncoder().encode(der), text)) {
                return null;
            }
            return parsed(der);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    /** The JDK also accepts PEM and ignores data after the first certificate. */
    private static @Nullable X509Certificate parsed(byte[] der) {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            return factory.generateCertificate(new ByteArrayInputStream(der)) instanceof X509Certificate certificate
                            && Arrays.equals(certificate.getEncoded(), der)
                    ? certificate
                    : null;
        } catch (CertificateException notACertificate) {
            return null;
        }
    }
}
