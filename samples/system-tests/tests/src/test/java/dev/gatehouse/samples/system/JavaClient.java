package dev.gatehouse.samples.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A released Java client, unchanged and in a JVM of its own. */
final class JavaClient {

    private static final Path PROGRAMS = Path.of(System.getProperty("basedir"), "..", "clients");
    private static final String PACKAGE = "dev.gatehouse.samples.clients.";

    /** The path of the realm of the demonstration's identity provider. */
    static final String REALM = "/auth/realms/camunda-platform";

    private JavaClient() {}

    /** Lets a version of the Tasklist client do all that its column of the table says. */
    static void assertTour(
            Path folder, String version, String way, URI tasklist, String tokens, String clientId, String secret)
            throws IOException, InterruptedException {
        List<String> lines = run(folder, version, "Tour", way, tasklist.toString(), tokens, clientId, secret);
        ClientTable.read().check("Java " + version, lines);
    }

    /** The same with the demonstration, its identity provider and its client. */
    static void assertTour(Path folder, String version, String way, Node demo)
            throws IOException, InterruptedException {
        String tokens = demo.tokens() + tokenPath(version.substring(0, 3), way);
        assertTour(folder, version, way, demo.base(), tokens, "demo-client", "demo-secret");
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

    /** Lets the Identity SDK, which the Tasklist client 8.5 brings, get a token, verify it and use it. */
    static void assertIdentityTour(Path folder, URI tasklist, String issuer, String clientId, String secret)
            throws IOException, InterruptedException {
        // Loggers of the clients' dependencies write their own lines.
        List<String> lines = run(folder, "8.5", "IdentityTour", tasklist.toString(), issuer, clientId, secret).stream()
                .filter(line -> line.matches("(verify|machine|search): .*"))
                .toList();
        assertEquals(List.of("verify: [read:*, write:*]", "machine: true", "search: 200"), lines);
    }

    private static List<String> run(Path folder, String version, String program, String... arguments)
            throws IOException, InterruptedException {
        Path built = PROGRAMS.resolve("java-" + version.substring(0, 3)).resolve("target");
        assertTrue(Files.isDirectory(built.resolve("lib")), () -> built + " is not built");
        String classPath = built.resolve("classes") + File.pathSeparator + built.resolve("lib") + File.separator + "*";
        return Program.run(folder, Map.of(), Program.java(classPath, PACKAGE + program, arguments));
    }
}
