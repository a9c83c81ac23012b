package dev.gatehouse.testkit.mechanisms;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Authenticator;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Credential;
import dev.gatehouse.spi.CredentialExtractor;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.Reason;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.HexFormat;
import java.util.Set;

/** Lets in who holds a known certificate. */
record CertificateMechanism(Set<String> known, Clock clock)
        implements AuthenticationMechanism<CertificateMechanism.Presented> {

    /** The certificate of the connection; public by nature. */
    record Presented(X509Certificate certificate) implements Credential {
        @Override
        public String toString() {
            return "Presented[certificate]";
        }
    }

    @Override
    public CredentialSource source() {
        return CredentialSource.clientCertificate();
    }

    @Override
    public CredentialExtractor<Presented> extractor() {
        return request -> request.clientCertificate().map(Presented::new);
    }

    @Override
    public Authenticator<Presented> authenticator() {
        return presented -> {
            X509Certificate certificate = presented.certificate();
            try {
                certificate.checkValidity(Date.from(clock.instant()));
            } catch (CertificateException outOfTime) {
                return AuthenticationResult.rejected(Reason.of("certificate.out-of-time"));
            }
            String name = certificate.getSubjectX500Principal().getName();
            return known.contains(fingerprint(certificate))
                    ? AuthenticationResult.authenticated(Caller.builder("certificates", fingerprint(certificate))
                            .name(name)
                            .kind(Caller.Kind.CLIENT)
                            .build())
                    : AuthenticationResult.rejected(Reason.of("certificate.unknown"));
        };
    }

    static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (CertificateEncodingException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
