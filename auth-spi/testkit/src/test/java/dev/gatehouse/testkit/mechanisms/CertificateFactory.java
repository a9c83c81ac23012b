package dev.gatehouse.testkit.mechanisms;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Setting;
import java.util.List;
import java.util.Set;

/** Client certificates (mutual TLS), known by their SHA-256. */
public final class CertificateFactory implements AuthenticationMechanismFactory {

    static final Setting<List<String>> KNOWN =
            Setting.list("auth.certificate.known", "The SHA-256 of each certificate that is let in, in hexadecimal.");

    @Override
    public String name() {
        return "certificate";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(KNOWN);
    }

    @Override
    public AuthenticationMechanism<CertificateMechanism.Presented> create(MechanismContext context) {
        return new CertificateMechanism(Set.copyOf(context.settings().get(KNOWN)), context.clock());
    }
}
