package dev.gatehouse.samples.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The oldest and the newest Java client and the newest one for Node.js, while the tasks are in PostgreSQL. */
class ClientsOnPostgresTest {

    @TempDir
    Path folder;

    private Store postgres;
    private Node node;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        postgres = StoreKind.POSTGRESQL.start(folder);
        Map<String, String> settings = new HashMap<>(Node.PATIENCE);
        settings.putAll(((PostgresStore) postgres).taskSettings());
        settings.put("tasklist.store.connect-timeout", "1m");
        settings.put("tasklist.store.statement-timeout", "1m");
        node = Node.demo(folder.resolve("data"), settings, "--idp-port", "0");
        new Client(node.base()).awaitReady();
    }

    @AfterEach
    void stop() throws IOException {
        if (node != null) {
            node.close();
            assertTrue(Files.notExists(folder.resolve("data/tasklist.mv.db")), "the tasks are in a file");
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"1.6.1, cookie", "8.8.3, form"})
    void javaClient_doesWhatItsColumnSays(String version, String way) throws Exception {
        JavaClient.assertTour(folder, version, way, node);
    }

    @Test
    void nodeClient_doesWhatItsColumnSays() throws Exception {
        NodePrograms.install();
        NodeSdk.assertTour(folder, "8.8.13", "oauth", NodeSdk.NO_TENANT, node);
    }
}
