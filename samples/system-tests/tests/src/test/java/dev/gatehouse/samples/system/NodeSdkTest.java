package dev.gatehouse.samples.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The released client for Node.js, unchanged, against the sample with everything switched on. */
class NodeSdkTest {

    @TempDir
    static Path data;

    private static Node node;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        NodePrograms.install();
        node = Node.demo(data, Node.PATIENCE, "--idp-port", "0");
        new Client(node.base()).awaitReady();
    }

    @AfterAll
    static void stop() throws IOException {
        if (node != null) {
            node.close();
        }
    }

    @Test
    void cookie_listsClaimsAndCompletes() throws Exception {
        assertTour(Map.of(
                "CAMUNDA_AUTH_STRATEGY", "COOKIE",
                "CAMUNDA_COOKIE_AUTH_URL", node.base() + "/api/login",
                "CAMUNDA_COOKIE_AUTH_USERNAME", "demo",
                "CAMUNDA_COOKIE_AUTH_PASSWORD", "demo"));
    }

    @Test
    void token_listsClaimsAndCompletes() throws Exception {
        assertTour(Map.of(
                "CAMUNDA_AUTH_STRATEGY", "OAUTH",
                "CAMUNDA_OAUTH_URL", node.tokens() + "/auth/realms/camunda-platform/protocol/openid-connect/token",
                "ZEEBE_CLIENT_ID", "demo-client",
                "ZEEBE_CLIENT_SECRET", "demo-secret",
                "CAMUNDA_TASKLIST_OAUTH_AUDIENCE", "tasklist-api",
                "CAMUNDA_TOKEN_DISK_CACHE_DISABLE", "true"));
    }

    private static void assertTour(Map<String, String> authentication) throws IOException, InterruptedException {
        NodePrograms.assertTour(node.base(), data, authentication);
    }
}
