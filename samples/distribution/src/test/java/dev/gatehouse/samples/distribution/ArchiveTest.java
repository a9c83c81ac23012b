package dev.gatehouse.samples.distribution;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.idp.IdentityProvider;
import dev.gatehouse.idp.accounts.Client;
import dev.gatehouse.samples.apikey.ApiKeyFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The archive, installed and used as {@code docs/installing.md} says, by an ordinary user. */
class ArchiveTest {

    private static final String ISSUER = "https://login.example.com/";
    private static final List<Path> FOLDERS_OF_ALL = List.of(Path.of("/tmp"), Path.of("/var/tmp"), Path.of("/dev/shm"));

    private static final String KEY = "open-sesame-for-robots";
    private static final String DIGEST = "f12f8e5e33f0d27e987aca2b26c4b054cc6c7adee5c7ea9c4251221e2e550fcd";
    private static final String WITH_KEY = "curl -sf -X POST http://localhost:8080/v1/tasks/search -H 'X-API-Key: "
            + KEY + "' -H 'Content-Type: application/json' -d '{}'";

    private static Map<String, String> steps;
    private static IdentityProvider provider;
    private static Installation installation;

    @BeforeAll
    static void unpack() throws Exception {
        steps = DocPage.INSTALLING.steps();
        provider = IdentityProvider.builder()
                .client(Client.builder("my-client")
                        .secret("the secret of my-client")
                        .audiences("tasklist-api")
                        .permissions("tasklist-api", "READ", "WRITE"))
                .start();
        installation = Installation.unpack();
    }

    @AfterAll
    static void remove() throws Exception {
        installation.close();
        provider.close();
    }

    @Test
    void everyShellBlockOfThePage_butTheBuild_isAStepOfATest() throws IOException {
        Set<String> tested = Set.of(
                "unpack", "refused", "configure", "check", "start", "use", "token", ServiceFilesTest.SYSTEMD_STEP);
        assertEquals(tested, steps.keySet());
        assertEquals(tested.size() + 1, DocPage.INSTALLING.blocks());
    }

    @Test
    void archive_isFollowedFromThePage() throws Exception {
        Set<Path> beforeElsewhere = writtenElsewhere();
        Shell.Result refused = installation.use(Map.of(), steps.get("refused"));
        assertEquals(78, refused.status(), refused.toString());
        assertTrue(refused.err().startsWith("Start refused: auth.mechanisms is not set: "), refused.err());

        // The administrator may write to the folder again.
        String configure = "chmod -R u+w . \n" + steps.get("configure")
                + "printf %s 'the secret of my-client' >secret\n" + "chmod a+r conf/users.properties\n";
        Shell.Result configured = installation.administer(Map.of(), configure);
        assertEquals(0, configured.status(), configured.err());

        installation.addPlugin(ApiKeyFactory.class);
        Shell.Result checked = installation.use(environment(), steps.get("check"));
        assertEquals(0, checked.status(), checked.err());
        assertTrue(checked.out().contains("# The settings are valid."), checked.out());

        Map<Path, String> before = installation.contents();
        try (Running application = installation.start(environment())) {
            application.await("/ready");
            Shell.Result used = installation.use(Map.of(), onPort(steps.get("use"), application));
            assertEquals(0, used.status(), used.toString());
            assertTrue(used.out().startsWith("{\"status\":\"UP\"}{\"status\":\"UP\",\"parts\":{"), used.out());
            assertTrue(used.out().contains("}}["), used.out());

            Shell.Result withToken = installation.use(Map.of(), onPort(steps.get("token"), application));
            assertEquals(0, withToken.status(), withToken.err());
            assertTrue(withToken.out().startsWith("["), withToken.out());

            Shell.Result withKey = installation.use(Map.of(), onPort(WITH_KEY, application));
            assertEquals(0, withKey.status(), withKey.err());
            assertTrue(withKey.out().startsWith("["), withKey.out());

            assertEquals(401, application.status("/v1/tasks/search"));
            assertEquals(beforeElsewhere, writtenElsewhere(), "files of the application outside of its data folder");
            assertEquals(143, application.terminate(), application.output());
            // On a slow machine, lines about keys that have not arrived yet come before.
            assertTrue(
                    application.output().endsWith("Tasklist is ready: " + application.base() + "\n"),
                    application.output());
            assertTrue(application.output().startsWith("Tasklist "), application.output());
        }
        assertAll(
                () -> assertEquals(before, installation.contents()),
                () -> assertEquals(beforeElsewhere, writtenElsewhere()),
                () -> assertTrue(Files.exists(installation.data().resolve("sessions.mv.db"))),
                () -> assertEquals(
                        "rw-------",
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(
                                installation.data().resolve("logs/gatehouse.log")))),
                () -> assertTrue(Files.readString(installation.data().resolve("logs/gatehouse.log"))
                        .contains(" INFO ")));
    }

    @Test
    void placeOfTheLog_isStdoutOrFiles() throws Exception {
        Shell.Result wrong = installation.use(Map.of("GATEHOUSE_LOG", "syslog"), steps.get("start"));
        assertEquals(2, wrong.status());
        assertEquals(
                "gatehouse-tasklist: GATEHOUSE_LOG is syslog; expected stdout or files",
                wrong.err().strip());
    }

    @Test
    void archive_hasTheLicencesOfAllThatIsInIt() throws IOException {
        String licences = Files.readString(installation.home().resolve("THIRD-PARTY.txt"));
        String materials = Files.readString(installation.home().resolve("gatehouse-tasklist.cdx.json"));
        assertTrue(Files.readString(installation.home().resolve("LICENSE")).contains("Apache License"));
        assertFalse(licences.contains("Unknown license"), licences);
        try (Stream<Path> jars = Files.list(installation.home().resolve("lib"))) {
            List<String> names = jars.map(jar -> jar.getFileName().toString()).toList();
            assertTrue(names.size() > 40, names.toString());
            for (String name : names) {
                String artifact = name.replaceFirst("-[0-9].*", "");
                assertTrue(
                        materials.contains("\"" + artifact + "\""),
                        () -> artifact + " is not in the bill of materials");
                boolean ours = artifact.startsWith("auth-")
                        || List.of("jetty-tasklist", "tasklist-api-servlet").contains(artifact);
                assertTrue(ours || licences.contains(":" + artifact + ":"), () -> "no licence of " + artifact);
            }
        }
    }

    private static Map<String, String> environment() {
        return Map.of(
                "SAMPLE_PORT", "0",
                "AUTH_JWT_ISSUER", provider.generic().issuer(),
                "AUTH_HTTP_TIMEOUT", "1m",
                "AUTH_MECHANISMS", "jwt, cookie, api-key",
                "AUTH_API_KEY_KEYS", "robot:" + DIGEST,
                "GATEHOUSE_LOG", "files");
    }

    private static String onPort(String lines, Running application) {
        return lines.replace(
                        "http://localhost:8080/",
                        application.base().resolve("/").toString())
                .replace(ISSUER, provider.generic().issuer())
                .replace("cookie.txt", installation.data().resolve("cookie.txt").toString());
    }

    /** What the ordinary user has written where everybody may. Only a test of root can tell whose a file is. */
    private static Set<Path> writtenElsewhere() throws IOException {
        if (!Shell.isRoot(installation.home())) {
            return Set.of();
        }
        Set<Path> written = new HashSet<>();
        for (Path folder : FOLDERS_OF_ALL) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(ArchiveTest::isOfOrdinaryUser).toList()) {
                    written.add(file);
                    written.addAll(within(file));
                }
            }
        }
        return written;
    }

    /** The files of a folder, such as that of the JVM, which is there for ever when it was made once. */
    private static List<Path> within(Path file) throws IOException {
        if (!Files.isDirectory(file)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(file)) {
            return files.toList();
        }
    }

    private static boolean isOfOrdinaryUser(Path file) {
        try {
            return Files.getAttribute(file, "unix:uid").equals(Shell.ORDINARY_USER);
        } catch (IOException gone) {
            return false;
        }
    }
}
