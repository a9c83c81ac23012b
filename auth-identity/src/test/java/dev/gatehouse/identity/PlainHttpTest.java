package dev.gatehouse.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where keys may come over plain http from. */
class PlainHttpTest {

    private static TestMechanism create(Map<String, String> settings) {
        IdentityMechanismFactory factory = new IdentityMechanismFactory();
        return TestMechanism.create(factory, TestContext.of(factory, settings));
    }

    private static Map<String, String> settings(String issuer, String backend) {
        Map<String, String> settings = new HashMap<>();
        settings.put("auth.identity.issuer", issuer);
        settings.put("auth.identity.audience", "tasklist-api");
        if (backend != null) {
            settings.put("auth.identity.issuer-backend-url", backend);
        }
        return settings;
    }

    @ParameterizedTest
    @CsvSource({
        "http://auth.example.com/realm, , auth.identity.issuer",
        "https://auth.example.com/realm, http://keycloak:8080/realm, auth.identity.issuer-backend-url"
    })
    void anotherHost_isRefusedUnlessAllowed(String issuer, String backend, String at) {
        Map<String, String> settings = settings(issuer, backend);
        SettingException refused = assertThrows(SettingException.class, () -> create(settings));
        assertEquals(at, refused.key());
        assertTrue(refused.getMessage().contains("auth.identity.allow-http"), refused.getMessage());
        settings.put("auth.identity.allow-http", "on");
        create(settings).close();
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:18080/auth/realms/camunda-platform, ",
        "http://public.example.com/realm, https://keycloak.example.com/realm",
        "http://public.example.com/realm, http://127.0.0.1:8080/realm"
    })
    void thisHostOrTls_isAllowed(String issuer, String backend) {
        create(settings(issuer, backend)).close();
    }
}
