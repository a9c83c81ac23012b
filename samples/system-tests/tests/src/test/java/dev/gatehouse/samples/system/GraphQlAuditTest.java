package dev.gatehouse.samples.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit of the GraphQL working group for GraphQL over HTTP, against the sample. */
class GraphQlAuditTest {

    @TempDir
    Path data;

    @Test
    void audit_findsNothing() throws IOException, InterruptedException {
        NodePrograms.install();
        try (Node node = Node.demo(data, Node.PATIENCE, "--idp-port", "0")) {
            new Client(node.base()).awaitReady();
            List<String> lines = NodePrograms.run(
                    Map.of(
                            "GRAPHQL_URL",
                            node.base() + "/graphql",
                            "TOKEN_URL",
                            node.tokens() + "/auth/realms/camunda-platform/protocol/openid-connect/token",
                            "CLIENT_ID",
                            "demo-client",
                            "CLIENT_SECRET",
                            "demo-secret"),
                    "audit.mjs");
            assertEquals(
                    List.of(),
                    lines.stream().filter(line -> !line.startsWith("ok: ")).toList());
            assertEquals(61, lines.size(), () -> String.join("\n", lines));
        }
    }
}
