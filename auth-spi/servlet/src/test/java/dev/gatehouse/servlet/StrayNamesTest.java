package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.settings.Setting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of environment variables and system properties that begin like settings. Their values are never shown. */
class StrayNamesTest {

    private static final String VALUE = "tr0ub4dor";

    private static List<String> warnings(Map<String, String> variables, Map<String, String> properties) {
        ConfigurationCheck check = TestHost.of(TestHost.bearer())
                .declare(Setting.string("shop.name", "A name.").defaultsTo("x"))
                .environment(variables, properties)
                .check();
        assertEquals(List.of(), check.errors());
        assertTrue(check.warnings().stream().noneMatch(line -> line.contains(VALUE)), check.warnings()::toString);
        return check.warnings();
    }

    @ParameterizedTest
    @CsvSource({
        "AUTH_REALMS, AUTH_REALM",
        "AUTH_RAELM, AUTH_REALM",
        "auth_realm, AUTH_REALM",
        "auth.realm, AUTH_REALM",
        "AUTH_PUBLICURL, AUTH_PUBLIC_URL",
        "SHOP_NAMES, SHOP_NAME"
    })
    void misspeltVariable_isToldWithTheNearestName(String name, String nearest) {
        assertEquals(
                List.of("the environment variable " + name + " is not read: no setting has this name; did you mean "
                        + nearest + "?"),
                warnings(Map.of(name, VALUE), Map.of()));
    }

    @ParameterizedTest
    @CsvSource({"auth.raelm, auth.realm", "auth.publicUrl, auth.public-url", "AUTH_REALM, auth.realm"})
    void misspeltProperty_isToldWithTheNearestName(String name, String nearest) {
        assertEquals(
                List.of("the system property " + name + " is not read: no setting has this name; did you mean "
                        + nearest + "?"),
                warnings(Map.of(), Map.of(name, VALUE)));
    }

    @Test
    void nothingNear_isToldWithoutOne() {
        assertEquals(
                List.of("the environment variable AUTH_SOMETHING_QUITE_DIFFERENT is not read: no setting has this name;"
                        + " remove it, or add the module that declares it"),
                warnings(Map.of("AUTH_SOMETHING_QUITE_DIFFERENT", VALUE), Map.of()));
    }

    @Test
    void instanceThatNoFileNames_isTold() {
        List<String> told = warnings(Map.of("AUTH_ACCESS_RULES_ADMIN_PATH", VALUE), Map.of());
        assertEquals(1, told.size(), told.toString());
        assertTrue(told.get(0).contains("AUTH_ACCESS_RULES_<ALIAS>_PATH"), told.toString());
        assertTrue(told.get(0).contains("only if a settings file or code names it"), told.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTHOR", "AUTH", "AUTH0_DOMAIN", "XAUTH_REALM", "SHOPNAME", "PATH", "java.auth.realm"})
    void otherNames_areNotTold(String name) {
        assertEquals(List.of(), warnings(Map.of(name, VALUE), Map.of(name, VALUE)));
    }

    @Test
    void namesThatAreRead_areNotTold() {
        assertEquals(
                List.of(),
                warnings(Map.of("AUTH_REALM", "a", "AUTH_ACCESS_RULES_DEFAULT_PATH", "/x"), Map.of("auth.realm", "b")));
    }

    @Test
    void variablesOfServicesInKubernetes_areNotTold() {
        Map<String, String> service = new HashMap<>(Map.of(
                "AUTH_PORT", "tcp://10.0.0.7:80",
                "AUTH_SERVICE_HOST", "10.0.0.7",
                "AUTH_SERVICE_PORT", "80",
                "AUTH_SERVICE_PORT_HTTP", "80",
                "AUTH_PORT_80_TCP", "tcp://10.0.0.7:80",
                "AUTH_PORT_80_TCP_PROTO", "tcp",
                "AUTH_PORT_80_TCP_PORT", "80",
                "AUTH_PORT_80_TCP_ADDR", "10.0.0.7"));
        assertEquals(List.of(), warnings(service, Map.of()));
    }

    @Test
    void manyNames_areCountedAfterTwenty() {
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < 50; i++) {
            variables.put("AUTH_" + i + "X".repeat(200) + "\n", VALUE);
        }
        List<String> told = warnings(variables, Map.of());
        assertEquals(21, told.size(), told.toString());
        assertEquals(
                "30 more names of the kind environment variable begin like settings and are not read", told.get(20));
        assertTrue(told.stream().allMatch(line -> line.length() < 300 && !line.contains("\n")), told.toString());
    }

    @Test
    void aStart_logsThem() {
        try (Logs logs = Logs.of("dev.gatehouse.servlet.StartUp")) {
            TestHost.of(TestHost.bearer())
                    .environment(Map.of("AUTH_RAELM", VALUE), Map.of())
                    .start()
                    .close();
            assertEquals(1, logs.messages().size(), logs.messages().toString());
            assertTrue(
                    logs.messages().get(0).contains("AUTH_RAELM"),
                    logs.messages().toString());
        }
    }
}
