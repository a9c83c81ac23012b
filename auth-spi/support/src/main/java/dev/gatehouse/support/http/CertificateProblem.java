package dev.gatehouse.support.http;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;

/**
 * Says why a TLS connection failed, and the remedy. It decides by types alone, because messages differ between JVMs.
 */
final class CertificateProblem {

    private CertificateProblem() {}

    /** Returns a clause that continues a sentence about the server. */
    static String of(Throwable failure) {
        if (find(failure, CertificateExpiredException.class)) {
            return "its certificate has expired; renew it, and check the clock of this machine";
        }
        if (find(failure, CertificateNotYetValidException.class)) {
            return "its certificate is not valid yet; check the clock of this machine";
        }
        if (find(failure, CertPathBuilderException.class) || find(failure, CertPathValidatorException.class)) {
            return "its certificate was issued by an authority that is not trusted here; name a PEM"
                    + " file with the certificate of that authority (authority-file), or add it to the trust store of"
                    + " the JVM (javax.net.ssl.trustStore)";
        }
        if (find(failure, CertificateException.class)) {
            return "its certificate is not for the host name in the URL, or is malformed; use a URL whose host name the"
                    + " certificate contains";
        }
        return "the TLS handshake failed (" + failure.getClass().getSimpleName()
                + "); check that its certificate is trusted";
    }

    private static boolean find(Throwable failure, Class<? extends Throwable> type) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 10; cause = cause.getCause(), depth++) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
