package dev.gatehouse.cookie.redis;

import java.security.cert.CertificateException;
import org.jspecify.annotations.Nullable;

/**
 * The certificate of the server is not trusted, which a retry does not change. The message says what to do and contains
 * no secret.
 */
final class UntrustedServerException extends Exception {

    private static final long serialVersionUID = 1L;

    private UntrustedServerException(CertificateException problem) {
        super("its certificate is not trusted: " + problem.getMessage()
                + "; correct the host in the url (with sentinels: their hosts, and the one that they announce), or add"
                + " the certificate authority to the trust store of the JVM");
    }

    /** Returns the certificate problem that caused a failure; {@code null} if there is none. */
    static @Nullable UntrustedServerException in(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException problem) {
                return new UntrustedServerException(problem);
            }
        }
        return null;
    }
}
