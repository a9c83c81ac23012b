package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.SettingException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kind Q of the cases from the field: environment variables that Kubernetes injects for a Service. */
class EnvironmentCasesTest {

    private static final Setting<Integer> PORT =
            Setting.integer("sample.port", "The port.", 0, 65_535).defaultsTo("8080");
    private static final Setting<String> SERVICE_HOST =
            Setting.string("sample.service-host", "A host.").defaultsTo("here");
    private static final Setting<Integer> SERVICE_PORT =
            Setting.integer("sample.service-port", "A port.", 0, 65_535).defaultsTo("1");
    private static final Setting<Integer> NAMED_PORT =
            Setting.integer("sample.service-port-http", "A port.", 0, 65_535).defaultsTo("2");
    private static final Setting<String> URL =
            Setting.string("sample.port-80-tcp", "A URL.").defaultsTo("u");
    private static final Setting<String> PROTO =
            Setting.string("sample.port-80-tcp-proto", "A protocol.").defaultsTo("p");
    private static final Setting<Integer> TCP_PORT =
            Setting.integer("sample.port-80-tcp-port", "A port.", 0, 65_535).defaultsTo("3");
    private static final Setting<String> ADDRESS =
            Setting.string("sample.port-80-tcp-addr", "An address.").defaultsTo("a");
    private static final List<Setting<?>> ALL =
            List.of(PORT, SERVICE_HOST, SERVICE_PORT, NAMED_PORT, URL, PROTO, TCP_PORT, ADDRESS);

    private static Map<String, String> service() {
        return new HashMap<>(Map.of(
                "SAMPLE_PORT", "tcp://10.0.0.7:80",
                "SAMPLE_SERVICE_HOST", "10.0.0.7",
                "SAMPLE_SERVICE_PORT", "80",
                "SAMPLE_SERVICE_PORT_HTTP", "80",
                "SAMPLE_PORT_80_TCP", "tcp://10.0.0.7:80",
                "SAMPLE_PORT_80_TCP_PROTO", "tcp",
                "SAMPLE_PORT_80_TCP_PORT", "80",
                "SAMPLE_PORT_80_TCP_ADDR", "10.0.0.7"));
    }

    private static Gatehouse start(Map<String, String> variables) {
        return TestHost.of(TestHost.bearer())
                .declare(ALL.toArray(Setting<?>[]::new))
                .environment(variables::get, name -> null)
                .start();
    }

    private static List<Object> values(Gatehouse gatehouse) {
        return ALL.stream()
                .<Object>map(setting -> gatehouse.applicationSettings().get(setting))
                .toList();
    }

    @Test
    void serviceOfTheSameName_isPassedOverWithALineInTheLog() {
        try (Logs logs = Logs.of(StartUp.class.getName());
                Gatehouse gatehouse = start(service())) {
            assertEquals(List.of(8080, "here", 1, 2, "u", "p", 3, "a"), values(gatehouse));
            assertEquals(1, logs.messages().size(), logs.messages().toString());
            String names = String.join(", ", new TreeSet<>(service().keySet()));
            assertTrue(
                    logs.messages().get(0).contains(": " + names + ";"),
                    logs.messages().get(0));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://10.0.0.7:80",
                "udp://10.0.0.7:53",
                "sctp://10.0.0.7:7",
                "tcp://[fd00::7]:80",
                "tcp://fd00::7:80",
                " TCP://10.0.0.7:80 ",
            })
    void portOfAService_isPassedOver(String value) {
        try (Gatehouse gatehouse = start(Map.of("SAMPLE_PORT", value))) {
            assertEquals(8080, gatehouse.applicationSettings().get(PORT));
        }
    }

    @Test
    void ownValues_count() {
        Map<String, String> own = Map.of(
                "SAMPLE_PORT", "8081",
                "SAMPLE_SERVICE_HOST", "there",
                "SAMPLE_SERVICE_PORT", "80",
                "SAMPLE_PORT_80_TCP_PROTO", "tcp");
        try (Gatehouse gatehouse = start(own)) {
            assertEquals(List.of(8081, "there", 80, 2, "u", "tcp", 3, "a"), values(gatehouse));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "tcp://", "http://10.0.0.7:80", "tcp://10.0.0.7", "tcp://10.0.0.7:80/x", "x"})
    void whatIsNoServicePort_refusesTheStartAsBefore(String value) {
        Map<String, String> variables = Map.of("SAMPLE_PORT", value);
        assertTrue(assertThrows(SettingException.class, () -> start(variables))
                .getMessage()
                .contains("SAMPLE_PORT"));
    }

    @Test
    void settingsOfTheHost_areNotInjected() {
        Map<String, String> variables =
                Map.of("AUTH_REALM", "tcp://10.0.0.7:80", "AUTH_PORT", "tcp://10.0.0.7:80", "AUTH_SERVICE_HOST", "x");
        try (Gatehouse gatehouse = start(variables)) {
            assertTrue(gatehouse.describeSettings().toString().contains("auth.realm = tcp://10.0.0.7:80"));
        }
    }

    @Test
    void valueInCode_isKeptWhereTheServiceIsPassedOver() {
        Gatehouse.Builder builder = TestHost.of(Map.of("sample.port", "8082"), TestHost.bearer())
                .declare(PORT)
                .environment(service()::get, name -> null);
        try (Gatehouse gatehouse = builder.start()) {
            assertEquals(8082, gatehouse.applicationSettings().get(PORT));
        }
    }
}
