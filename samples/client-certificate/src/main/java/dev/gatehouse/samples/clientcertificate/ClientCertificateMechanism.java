package dev.gatehouse.samples.clientcertificate;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.Authenticator;
import dev.gatehouse.spi.Challenge;
import dev.gatehouse.spi.CredentialExtractor;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.RefusalContext;
import java.util.List;

/** Reads the certificate of the TLS connection. It is ambient: browsers present it by themselves. */
record ClientCertificateMechanism(CertificateCallers callers) implements AuthenticationMechanism<ClientCertificate> {

    @Override
    public CredentialSource source() {
        return CredentialSource.clientCertificate();
    }

    @Override
    public CredentialExtractor<ClientCertificate> extractor() {
        return request -> request.clientCertificate().map(ClientCertificate::new);
    }

    @Override
    public Authenticator<ClientCertificate> authenticator() {
        return callers;
    }

    @Override
    public List<Challenge> challenges(RefusalContext refusal) {
        return List.of(Challenge.of("ClientCertificate"));
    }
}
