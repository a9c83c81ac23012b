package dev.gatehouse.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kinds E and L of the cases from the field: the backend URL of Identity, and how it is reached. */
class BackendNameCasesTest {

    private static void start(String issuer, String... more) {
        Map<String, String> settings = new HashMap<>();
        settings.put("auth.identity.issuer", issuer);
        settings.put("auth.identity.audience", "tasklist-api");
        for (int i = 0; i < more.length; i += 2) {
            settings.put("auth.identity." + more[i], more[i + 1]);
        }
        IdentityMechanismFactory factory = new IdentityMechanismFactory();
        TestMechanism.create(factory, TestContext.of(factory, settings)).close();
    }

    private static SettingException refused(String issuer, String... more) {
        return assertThrows(SettingException.class, () -> start(issuer, more));
    }

    @ParameterizedTest
    @CsvSource({
        "https://auth.example.com/r, http://my_keycloak:8080/r",
        "https://my_keycloak.internal:8443/r, http://my_keycloak:8080/r",
        "camunda, http://keycloak:8080/r"
    })
    void backendWithAnUnderscore_worksOverHttp(String issuer, String backend) {
        start(issuer, "issuer-backend-url", backend, "allow-http", "on");
    }

    @Test
    void backendWithAnUnderscoreOverHttps_refusesTheStartWithTheRemedy() {
        SettingException refused = refused("https://auth.example.com/r", "issuer-backend-url", "https://my_keycloak/r");
        assertEquals("auth.identity.issuer-backend-url", refused.key());
        assertTrue(refused.getMessage().contains("underscore"), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"https://my_keycloak.internal:8443/realms/x, underscore", "camunda, issuer-backend-url"})
    void issuerThatCannotBeFetched_refusesTheStartWithTheRemedy(String issuer, String why) {
        SettingException refused = refused(issuer);
        assertEquals("auth.identity.issuer", refused.key());
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }

    @Test
    void proxyAndFiles_areSettingsOfThisIssuer() {
        String issuer = "https://auth.example.com/r";
        start(issuer, "proxy", "http://proxy.example.com:3128");
        assertEquals(
                "auth.identity.proxy-user",
                refused(issuer, "proxy", "http://proxy.example.com:3128", "proxy-user", "jane", "proxy-password", "x")
                        .key());
        assertEquals(
                "auth.identity.bearer-file",
                refused(issuer, "bearer-file", "absent").key());
        assertEquals(
                "auth.identity.authority-file",
                refused(issuer, "authority-file", "absent").key());
    }
}
