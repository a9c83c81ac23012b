package dev.gatehouse.samples.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Released clients for Node.js, unchanged, against the sample with everything switched on: their Tasklist and Operate
 * clients, with and without a tenant.
 */
class NodeSdkTest {

    /** "-" for none. */
    private static final List<String> TENANTS = List.of("-", "", "<default>");

    @TempDir
    Path data;

    private Node node;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        NodePrograms.install();
        node = Node.demo(data, Node.PATIENCE, "--idp-port", "0");
        new Client(node.base()).awaitReady();
    }

    @AfterEach
    void stop() throws IOException {
        if (node != null) {
            node.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"8.5.9, oauth", "8.8.13, oauth", "8.8.13, cookie"})
    void client_doesWhatItsColumnSays(String version, String way) throws Exception {
        for (String tenant : TENANTS) {
            Map<String, String> environment = new LinkedHashMap<>(authentication(way));
            environment.put("CAMUNDA_TASKLIST_BASE_URL", node.base().toString());
            environment.put("CAMUNDA_OPERATE_BASE_URL", node.base().toString());
            environment.put("HOME", data.toString());
            if (!tenant.equals("-")) {
                environment.put("CAMUNDA_TENANT_ID", tenant);
            }
            List<String> lines = NodePrograms.run(environment, "tour.mjs", "sdk-" + version.substring(0, 3));

            ClientTable.read().check("SDK " + version, lines);
        }
    }

    private Map<String, String> authentication(String way) {
        return switch (way) {
            case "cookie" ->
                Map.of(
                        "CAMUNDA_AUTH_STRATEGY", "COOKIE",
                        "CAMUNDA_COOKIE_AUTH_URL", node.base() + "/api/login",
                        "CAMUNDA_COOKIE_AUTH_USERNAME", "demo",
                        "CAMUNDA_COOKIE_AUTH_PASSWORD", "demo");
            case "oauth" ->
                Map.of(
                        "CAMUNDA_AUTH_STRATEGY", "OAUTH",
                        "CAMUNDA_OAUTH_URL",
                                node.tokens() + "/auth/realms/camunda-platform/protocol/openid-connect/token",
                        "ZEEBE_CLIENT_ID", "demo-client",
                        "ZEEBE_CLIENT_SECRET", "demo-secret",
                        "CAMUNDA_TASKLIST_OAUTH_AUDIENCE", "tasklist-api",
                        "CAMUNDA_OPERATE_OAUTH_AUDIENCE", "tasklist-api",
                        "CAMUNDA_TOKEN_DISK_CACHE_DISABLE", "true");
            default -> throw new IllegalArgumentException(way);
        };
    }
}
