package dev.gatehouse.cookie.redis;

import java.security.cert.CertificateException;
import org.jspecify.annotations.Nullable;

/**
 * The server's certificate is not accepted, which waiting does not change. The message says what to do and has no
 * secret.
 */
final class UntrustedServerException extends Exception {

    private static final long serialVersionUID = 1L;

    private UntrustedServerException(CertificateException problem) {
        super("its certificate is not accepted: " + problem.getMessage()
                + "; correct the host in the url, or put the authority into the trust store of the JVM");
    }

    /** Returns the problem with the certificate that caused a failure; {@code null} if there was none. */
    static @Nullable UntrustedServerException in(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException problem) {
                return new UntrustedServerException(problem);
            }
        }
        return null;
    }
}
