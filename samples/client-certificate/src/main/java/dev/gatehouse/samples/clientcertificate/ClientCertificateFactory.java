package dev.gatehouse.samples.clientcertificate;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.SettingList;
import java.util.List;
import java.util.Map;

/** Registered in {@code META-INF/services}. The mechanism is active when {@code auth.mechanisms} names it. */
public final class ClientCertificateFactory implements AuthenticationMechanismFactory {

    static final Setting<Map<String, String>> CALLERS = Setting.of(
            "auth.client-certificate.callers",
            "map",
            "Names of callers by what their certificates contain: sha256:DIGEST=name, uri:URI=name, dns:HOST=name or"
                    + " \"subject:DN\"=name. DIGEST is the hexadecimal SHA-256 of the certificate; URI and HOST are"
                    + " subject alternative names.",
            SettingList::map);
    static final Setting<List<String>> PERMISSIONS = Setting.list(
                    "auth.client-certificate.permissions", "Permissions of every caller with a certificate.")
            .defaultsTo("READ");

    /** Called by {@code ServiceLoader}. */
    public ClientCertificateFactory() {}

    @Override
    public String name() {
        return "client-certificate";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(CALLERS, PERMISSIONS);
    }

    @Override
    public AuthenticationMechanism<ClientCertificate> create(MechanismContext context) {
        return new ClientCertificateMechanism(CertificateCallers.of(context.settings(), context.clock()));
    }
}
