package dev.gatehouse.samples.clientcertificate;

import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Authenticator;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.settings.Settings;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds the caller of a certificate. That the certificate comes from an authority that the server trusts is checked by
 * TLS; names other than {@code sha256:} are worth as much as that check. Immutable.
 */
final class CertificateCallers implements Authenticator<ClientCertificate> {

    private final Map<CertificateName, String> callers;
    private final Set<String> permissions;
    private final Clock clock;

    private CertificateCallers(Map<CertificateName, String> callers, Set<String> permissions, Clock clock) {
        this.callers = Map.copyOf(callers);
        this.permissions = permissions;
        this.clock = clock;
    }

    static CertificateCallers of(Settings settings, Clock clock) {
        Map<CertificateName, String> callers = new HashMap<>();
        settings.get(ClientCertificateFactory.CALLERS).forEach((text, caller) -> {
            CertificateName name;
            try {
                name = CertificateName.parse(text);
            } catch (IllegalArgumentException malformed) {
                throw settings.refuse(ClientCertificateFactory.CALLERS, String.valueOf(malformed.getMessage()));
            }
            if (caller.isBlank() || callers.putIfAbsent(name, caller) != null) {
                throw settings.refuse(
                        ClientCertificateFactory.CALLERS, "expected one caller for each name of a certificate");
            }
        });
        return new CertificateCallers(callers, Set.copyOf(settings.get(ClientCertificateFactory.PERMISSIONS)), clock);
    }

    @Override
    public AuthenticationResult authenticate(ClientCertificate presented) {
        X509Certificate certificate = presented.certificate();
        Set<String> found = new HashSet<>();
        try {
            certificate.checkValidity(Date.from(clock.instant()));
            for (CertificateName name : CertificateName.of(certificate)) {
                String caller = callers.get(name);
                if (caller != null) {
                    found.add(caller);
                }
            }
        } catch (CertificateExpiredException | CertificateNotYetValidException outOfTime) {
            return AuthenticationResult.rejected(Reason.of("client-certificate.out-of-time"));
        } catch (CertificateParsingException malformed) {
            return AuthenticationResult.rejected(Reason.of("client-certificate.malformed"));
        }
        if (found.size() > 1) {
            return AuthenticationResult.ambiguous(Reason.of("client-certificate.several"));
        }
        return found.isEmpty()
                ? AuthenticationResult.rejected(Reason.of("client-certificate.unknown"))
                : AuthenticationResult.authenticated(
                        Caller.builder("client-certificate", found.iterator().next())
                                .kind(Caller.Kind.CLIENT)
                                .permissions(permissions)
                                .expiry(certificate.getNotAfter().toInstant())
                                .build());
    }
}
