package dev.gatehouse.samples.system;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Released Java clients, unchanged and each in a JVM of its own, against the sample with everything switched on. */
class JavaClientsTest {

    private static final String FORM = "/auth/realms/camunda-platform";

    @TempDir
    static Path data;

    private static Node node;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        node = Node.demo(data, Node.PATIENCE, "--idp-port", "0");
        new Client(node.base()).awaitReady();
    }

    @AfterAll
    static void stop() throws IOException {
        node.close();
    }

    @ParameterizedTest
    @CsvSource({"8.5,cookie", "8.5,form", "8.5,json", "8.6,cookie", "8.6,form", "8.7,cookie", "8.7,form"})
    void client_listsClaimsAndCompletes(String version, String way) throws Exception {
        String tokens = node.tokens()
                + switch (way) {
                    case "form" -> version.equals("8.5") ? FORM : FORM + "/protocol/openid-connect/token";
                    default -> "/oauth/token";
                };
        JavaClient.assertTour(data, version, way, node.base(), tokens, "demo-client", "demo-secret");
    }

    @Test
    void identitySdk_getsAndVerifiesATokenThatIsAccepted() throws Exception {
        JavaClient.assertIdentityTour(data, node.base(), node.tokens() + FORM, "demo-client", "demo-secret");
    }
}
