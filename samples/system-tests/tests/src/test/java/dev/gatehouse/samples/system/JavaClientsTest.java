package dev.gatehouse.samples.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Released Java clients, unchanged and each in a JVM of its own, against the sample with everything switched on. */
@ParameterizedClass
@EnumSource
class JavaClientsTest {

    @TempDir
    Path data;

    @Parameter
    TaskDatabase database;

    private TaskDatabase.Demo demo;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        demo = database.start(data);
    }

    @AfterEach
    void stop() throws IOException {
        if (demo != null) {
            demo.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1.6.1, cookie form json",
        "8.3.1.2, cookie form json",
        "8.5.3.6, cookie form json",
        "8.6.2, cookie form",
        "8.7.4, cookie form",
        "8.8.3, form"
    })
    void client_doesWhatItsColumnSays(String version, String ways) throws Exception {
        List<String> all = List.of(ways.split(" "));
        // The way to authenticate makes no difference to the database.
        for (String way : database == TaskDatabase.H2 ? all : all.subList(0, 1)) {
            JavaClient.assertTour(data, version, way, demo.node);
        }
    }

    @Test
    void identitySdk_getsAndVerifiesATokenThatIsAccepted() throws Exception {
        JavaClient.assertIdentityTour(
                data, demo.node.base(), demo.node.tokens() + JavaClient.REALM, "demo-client", "demo-secret");
    }
}
