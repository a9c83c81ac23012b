package dev.gatehouse.samples.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Released clients for Node.js, unchanged, against the sample with everything switched on: their Tasklist and Operate
 * clients, with and without a tenant.
 */
@ParameterizedClass
@EnumSource
class NodeSdkTest {

    private static final List<String> TENANTS = List.of(NodeSdk.NO_TENANT, "", "<default>");

    @TempDir
    Path data;

    @Parameter
    TaskDatabase database;

    private TaskDatabase.Demo demo;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        NodePrograms.install();
        demo = database.start(data);
    }

    @AfterEach
    void stop() throws IOException {
        if (demo != null) {
            demo.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"8.5.9, oauth", "8.8.13, oauth", "8.8.13, cookie"})
    void client_doesWhatItsColumnSays(String version, String way) throws Exception {
        for (String tenant : TENANTS) {
            NodeSdk.assertTour(data, version, way, tenant, demo.node);
        }
    }
}
