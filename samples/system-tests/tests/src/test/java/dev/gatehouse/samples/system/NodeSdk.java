package dev.gatehouse.samples.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A released client for Node.js, unchanged, against the demonstration. */
final class NodeSdk {

    /** No tenant is configured. */
    static final String NO_TENANT = "-";

    private NodeSdk() {}

    /** Lets a version of the client do all that its column of the table says. */
    static void assertTour(Path home, String version, String way, String tenant, Node demo)
            throws IOException, InterruptedException {
        Map<String, String> environment = new LinkedHashMap<>(authentication(way, demo));
        environment.put("CAMUNDA_TASKLIST_BASE_URL", demo.base().toString());
        environment.put("CAMUNDA_OPERATE_BASE_URL", demo.base().toString());
        environment.put("HOME", home.toString());
        if (!tenant.equals(NO_TENANT)) {
            environment.put("CAMUNDA_TENANT_ID", tenant);
        }
        List<String> lines = NodePrograms.run(environment, "tour.mjs", "sdk-" + version.substring(0, 3));
        ClientTable.read().check("SDK " + version, lines);
    }

    private static Map<String, String> authentication(String way, Node demo) {
        return switch (way) {
            case "cookie" ->
                Map.of(
                        "CAMUNDA_AUTH_STRATEGY", "COOKIE",
                        "CAMUNDA_COOKIE_AUTH_URL", demo.base() + "/api/login",
                        "CAMUNDA_COOKIE_AUTH_USERNAME", "demo",
                        "CAMUNDA_COOKIE_AUTH_PASSWORD", "demo");
            case "oauth" ->
                Map.of(
                        "CAMUNDA_AUTH_STRATEGY", "OAUTH",
                        "CAMUNDA_OAUTH_URL",
                                demo.tokens() + "/auth/realms/camunda-platform/protocol/openid-connect/token",
                        "ZEEBE_CLIENT_ID", "demo-client",
                        "ZEEBE_CLIENT_SECRET", "demo-secret",
                        "CAMUNDA_TASKLIST_OAUTH_AUDIENCE", "tasklist-api",
                        "CAMUNDA_OPERATE_OAUTH_AUDIENCE", "tasklist-api",
                        "CAMUNDA_TOKEN_DISK_CACHE_DISABLE", "true");
            default -> throw new IllegalArgumentException(way);
        };
    }
}
