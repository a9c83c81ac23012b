package dev.gatehouse.samples.clientcertificate;

import dev.gatehouse.spi.Credential;
import java.security.cert.X509Certificate;

/** The certificate of the connection. TLS has proved that the client holds its key, and that the server trusts it. */
record ClientCertificate(X509Certificate certificate) implements Credential {

    /** Shows nothing of the certificate, which names people and machines. */
    @Override
    public String toString() {
        return "ClientCertificate[***]";
    }
}
