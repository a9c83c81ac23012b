package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Health and log blame the address that failed, which need not be that of the issuer. */
class FailingAddressTest {

    private static final String ISSUER = "http://127.0.0.1:9/";

    private static String closed() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + free.getLocalPort();
        }
    }

    @Test
    void closedPortOfTheKeys_isNamedWithoutItsQuery() throws IOException {
        String url = closed() + "/jwks.json";
        try (HeardKeys heard = new HeardKeys()) {
            String outcome = ProviderMechanism.outcome(ISSUER, "jwks-uri", url + "?key=secret");
            String problem = "GET " + url + ": connection refused";
            assertTrue(outcome.startsWith("issuer " + ISSUER + ": no keys; " + problem), outcome);
            List<String> warnings = heard.at(Level.WARN);
            assertEquals(1, warnings.size(), warnings::toString);
            assertTrue(warnings.get(0).contains("keys could not be fetched: " + problem), warnings::toString);
            assertFalse((outcome + warnings).contains("secret"), outcome);
        }
    }

    @Test
    void unresolvableHostOfTheKeys_isNotThatOfTheIssuer() {
        assertEquals(
                "issuer " + ISSUER
                        + ": no keys; GET https://keys.invalid:8443/jwks.json: its host name cannot be resolved",
                ProviderMechanism.outcome(ISSUER, "jwks-uri", "https://keys.invalid:8443/jwks.json"));
    }

    @Test
    void closedPortOfTheMetadata_isNamed() throws IOException {
        String issuer = closed();
        String outcome = ProviderMechanism.outcome(issuer);
        assertTrue(
                outcome.startsWith("issuer " + issuer + ": no keys; GET " + issuer
                        + "/.well-known/openid-configuration: connection refused"),
                outcome);
    }
}
