package dev.gatehouse.samples.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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

    private static final List<String> TENANTS = List.of(NodeSdk.NO_TENANT, "", "<default>");

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
            NodeSdk.assertTour(data, version, way, tenant, node);
        }
    }
}
