package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.settings.SettingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 9440 over HTTP: the certificate that a trusted proxy names. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientCertificateHeaderTest {

    /** A self-signed certificate of CN=client. */
    private static final String CERTIFICATE =
            "MIIBOjCB4aADAgECAgh+A3ZPZbUd3zAKBggqhkjOPQQDAjARMQ8wDQYDVQQDEwZjbGllbnQwIBcNMjYxMTI0MTY0NDQ1WhgPMjEy"
                    + "NjEwMzExNjQ0NDVaMBExDzANBgNVBAMTBmNsaWVudDBZMBMGByqGSM49AgEG"
                    + "CCqGSM49AwEHA0IABDlH0OdEdGTODLHUyd6IHeY6"
                    + "drDD48RsLpX+9opgdJGZAw0OAku3KzTHYYLzAODrcERekVYFw6LanttsIS4e"
                    + "XjGjITAfMB0GA1UdDgQWBBQh6hoXMGDjPmAnvJ8/"
                    + "MU0YsEg7RjAKBggqhkjOPQQDAgNIADBFAiBkJuGkdg4RPylHTFD0ckZjC04K"
                    + "q0BmwZl6aUxrYOZH3QIhAMWDVZWFP1IaTbmjLebK"
                    + "azfzVFKU59wVH7OpqgJOxFU+";

    private HttpRig rig;

    /** A mechanism for the certificate, which names its subject. */
    private static FakeMechanism certificate() {
        return FakeMechanism.from("certificate", CredentialSource.clientCertificate())
                .extracting(view -> view.clientCertificate()
                        .map(shown -> new FakeCredential(
                                shown.getSubjectX500Principal().getName())))
                .answering(credential -> AuthenticationResult.authenticated(
                        Caller.builder("issuer", credential.value()).build()));
    }

    private static HttpRig rig(Map<String, String> settings) {
        return HttpRig.start(TestHost.of(settings, certificate()));
    }

    @BeforeAll
    void start() {
        rig = rig(Map.of("auth.trusted-proxies", "127.0.0.0/8, ::1", "auth.client-cert-header", "on"));
    }

    @AfterAll
    void stop() {
        rig.close();
    }

    private static byte[] der() {
        return Base64.getDecoder().decode(CERTIFICATE);
    }

    private static String item(byte[] bytes) {
        return ":" + Base64.getEncoder().encodeToString(bytes) + ":";
    }

    @Test
    void certificateThatATrustedProxyNames_isTheClients() throws IOException {
        assertEquals(200, rig.get("/x", "Client-Cert: :" + CERTIFICATE + ":").status());
        assertEquals(
                200, rig.get("/x", "client-cert:   :" + CERTIFICATE + ":  ").status());
        assertEquals(401, rig.get("/x").status());
    }

    static Stream<String> malformed() {
        byte[] longer = Arrays.copyOf(der(), der().length + 1);
        byte[] shorter = Arrays.copyOf(der(), der().length - 1);
        String pem = "-----BEGIN CERTIFICATE-----\n" + CERTIFICATE + "\n-----END CERTIFICATE-----\n";
        return Stream.of(
                "",
                "::",
                ":",
                "x",
                CERTIFICATE,
                ":" + CERTIFICATE,
                CERTIFICATE + ":",
                ":" + CERTIFICATE + ":;a=1",
                ":" + CERTIFICATE + ":, :" + CERTIFICATE + ":",
                ": " + CERTIFICATE + ":",
                ":" + CERTIFICATE.substring(0, 20) + " " + CERTIFICATE.substring(20) + ":",
                ":" + CERTIFICATE.replace('+', '-').replace('/', '_') + ":",
                "\"" + CERTIFICATE + "\"",
                item(longer),
                item(shorter),
                item(new byte[0]),
                item(new byte[] {0x30, 0x00}),
                item(pem.getBytes(StandardCharsets.US_ASCII)),
                item(shorter).replace("=", ""),
                "%3A" + CERTIFICATE + "%3A",
                "-----BEGIN CERTIFICATE-----",
                ":" + "A".repeat(4 * 1024) + ":");
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void headerThatCantBeRead_isRefusedAndNotAbsent(String value) throws IOException {
        rig.get("/x", "Client-Cert: " + value).assertProblem(400);
    }

    @Test
    void headerThatIsThereTwice_isRefused() throws IOException {
        String line = "Client-Cert: :" + CERTIFICATE + ":";
        rig.get("/x", line, line).assertProblem(400);
    }

    @Test
    void reason_namesTheHeader() throws IOException {
        try (HttpRig own = rig(Map.of("auth.trusted-proxies", "127.0.0.1", "auth.client-cert-header", "on"))) {
            own.get("/x", "Client-Cert: x").assertProblem(400);
            assertEquals("request.client-cert-malformed", own.reason());
        }
    }

    @Test
    void headerFromUntrustedPeer_isIgnored() throws IOException {
        try (HttpRig own = rig(Map.of("auth.trusted-proxies", "192.0.2.1", "auth.client-cert-header", "on"))) {
            assertEquals(
                    401, own.get("/x", "Client-Cert: :" + CERTIFICATE + ":").status());
            assertEquals(401, own.get("/x", "Client-Cert: x").status());
        }
    }

    @Test
    void headerThatIsOff_isIgnored() throws IOException {
        try (HttpRig own = rig(Map.of("auth.trusted-proxies", "127.0.0.1"))) {
            assertEquals(
                    401, own.get("/x", "Client-Cert: :" + CERTIFICATE + ":").status());
            assertEquals(401, own.get("/x", "Client-Cert: x").status());
        }
    }

    @Test
    void headerWithoutTrustedProxies_refusesTheStart() {
        SettingException refused =
                Assertions.assertThrows(SettingException.class, () -> rig(Map.of("auth.client-cert-header", "on")));
        assertEquals("auth.client-cert-header", refused.key());
    }
}
