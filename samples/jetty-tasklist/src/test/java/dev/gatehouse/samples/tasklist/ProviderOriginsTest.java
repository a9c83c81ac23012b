package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProviderOriginsTest {

    @Test
    void issuersOfLogins_areOriginsOnce() {
        assertEquals(
                List.of("https://id.example.com:8443", "https://login.example.org", "http://[::1]:18080"),
                ProviderOrigins.of(List.of(
                        "auth.login.issuer = https://id.example.com:8443/realms/one (a file)",
                        "auth.login.providers.acme.issuer = https://login.example.org/{tenant}/v2.0 (a file)",
                        "auth.login.providers.two.issuer = https://id.example.com:8443/realms/two (a file)",
                        "auth.login.providers.here.issuer = http://[::1]:18080/realms/one (a file)")));
    }

    @Test
    void otherSettings_areNone() {
        assertEquals(
                List.of(),
                ProviderOrigins.of(List.of(
                        "auth.identity.issuer = https://id.example.com (a file)",
                        "auth.login.issuer-backend-url = https://inner.example.com (a file)",
                        "auth.login.title = auth.login.issuer = https://id.example.com (a file)")));
    }
}
