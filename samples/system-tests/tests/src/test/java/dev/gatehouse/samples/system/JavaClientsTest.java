package dev.gatehouse.samples.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Released Java clients, unchanged and each in a JVM of its own, against the sample with everything switched on. */
class JavaClientsTest {

    private static final Path PROGRAMS = Path.of(System.getProperty("basedir"), "..", "clients");
    private static final String REALM = "/auth/realms/camunda-platform";

    @TempDir
    Path data;

    private Node node;

    @BeforeEach
    void start() throws IOException, InterruptedException {
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
    @CsvSource({
        "1.6.1, cookie form json",
        "8.3.1.2, cookie form json",
        "8.5.3.6, cookie form json",
        "8.6.2, cookie form",
        "8.7.4, cookie form",
        "8.8.3, form"
    })
    void client_doesWhatItsColumnSays(String version, String ways) throws Exception {
        for (String way : ways.split(" ")) {
            ClientTable.read().check("Java " + version, tour(version, way));
        }
    }

    private List<String> tour(String version, String way) throws IOException, InterruptedException {
        String line = version.substring(0, 3);
        Path built = PROGRAMS.resolve("java-" + line).resolve("target");
        assertTrue(Files.isDirectory(built.resolve("lib")), () -> built + " is not built");
        String classPath = built.resolve("classes") + File.pathSeparator + built.resolve("lib") + File.separator + "*";
        List<String> command = Program.java(
                classPath,
                "dev.gatehouse.samples.clients.Tour",
                way,
                node.base().toString(),
                node.tokens() + tokenPath(line, way));
        return Program.run(data, Map.of(), command);
    }

    /** Older clients take the URL of the realm and find the token endpoint by themselves. */
    private static String tokenPath(String line, String way) {
        if (!way.equals("form")) {
            return "/oauth/token";
        }
        return switch (line) {
            case "1.6", "8.3" -> "";
            case "8.5" -> REALM;
            default -> REALM + "/protocol/openid-connect/token";
        };
    }
}
