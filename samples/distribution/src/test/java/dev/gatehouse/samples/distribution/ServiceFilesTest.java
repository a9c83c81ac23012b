package dev.gatehouse.samples.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The systemd unit and the container file fit the archive and give the application no more than it needs. */
class ServiceFilesTest {

    static final String SYSTEMD_STEP = "systemd";

    private static Installation installation;

    @BeforeAll
    static void unpack() throws Exception {
        installation = Installation.unpack();
    }

    @AfterAll
    static void remove() throws IOException {
        installation.close();
    }

    @Test
    void unit_findsWhatThePageInstalls() throws Exception {
        Path root = installation.data().resolve("root");
        Files.writeString(installation.home().resolve("conf/users.properties"), "");
        Shell.Result installed = installation.administer(
                Map.of("ROOT", root.toString()), DocPage.INSTALLING.steps().get(SYSTEMD_STEP));
        assertEquals(0, installed.status(), installed.err());

        List<String> unit = Files.readAllLines(root.resolve("etc/systemd/system/gatehouse-tasklist.service"));
        String command = value(unit, "ExecStart");
        assertTrue(command.endsWith("/bin/gatehouse-tasklist start"), command);
        assertTrue(Files.isExecutable(under(root, command.replace(" start", ""))), command);
        String conf = value(unit, "Environment=GATEHOUSE_CONF");
        assertTrue(Files.exists(under(root, conf).resolve("gatehouse.properties")), conf);
        String secrets = value(unit, "LoadCredential").replace("secrets:", "");
        assertTrue(Files.exists(under(root, secrets).resolve("users.properties")), secrets);
        assertEquals("rwx------", permissions(under(root, secrets)));
        assertEquals("%S/" + value(unit, "StateDirectory"), value(unit, "Environment=GATEHOUSE_DATA"));
    }

    @Test
    void unit_isHardened() throws Exception {
        Path unit = installation.home().resolve("systemd/gatehouse-tasklist.service");
        List<String> lines = Files.readAllLines(unit);
        assertTrue(
                lines.containsAll(List.of(
                        "DynamicUser=yes",
                        "RestartPreventExitStatus=2 78",
                        "NoNewPrivileges=yes",
                        "CapabilityBoundingSet=",
                        "ProtectSystem=strict",
                        "ProtectHome=yes",
                        "PrivateTmp=yes",
                        "RestrictSUIDSGID=yes",
                        "SystemCallFilter=@system-service")),
                lines.toString());
        Assumptions.assumeTrue(isInstalled("systemd-analyze"), "systemd-analyze is not installed");
        // From 0 (best) to 100: what systemd itself calls OK ends at 50.
        Shell.Result judged = Shell.run(
                installation.home(),
                Map.of(),
                "systemd-analyze security --offline=true --no-pager --threshold=20 '" + unit + "'");
        assertEquals(0, judged.status(), judged.out() + judged.err());
        Path here = installation.data().resolve("gatehouse-tasklist.service");
        Files.writeString(
                here,
                Files.readString(unit)
                        .replace("/opt/gatehouse-tasklist", installation.home().toString()));
        Shell.Result verified =
                Shell.run(installation.home(), Map.of(), "systemd-analyze verify --man=no '" + here + "'");
        assertEquals("0 ", verified.status() + " " + verified.err().strip());
    }

    @Test
    void containerFile_copiesWhatIsThereAndRunsItAsAnOrdinaryUser() throws Exception {
        List<String> instructions = instructions("container/Containerfile");
        List<String> copied = new ArrayList<>();
        for (String instruction : instructions) {
            List<String> words = Arrays.asList(instruction.split("\\s+"));
            if (words.get(0).equals("COPY")) {
                String target = words.get(words.size() - 1);
                for (String source : words.subList(1, words.size() - 1)) {
                    // One with a star may be absent.
                    assertTrue(
                            source.endsWith("*")
                                    || Files.exists(installation.home().resolve(source)),
                            source + " is not in the archive");
                    copied.add(target + (source.endsWith("/") ? "" : source));
                }
            }
        }
        assertTrue(copied.contains("/opt/gatehouse-tasklist/lib/"), copied.toString());
        assertTrue(instructions.contains("FROM ${BASE}"), instructions.toString());
        assertTrue(
                instructions.stream().noneMatch(line -> line.startsWith("ADD ") || line.contains(":latest")),
                instructions.toString());
        List<String> users =
                instructions.stream().filter(line -> line.startsWith("USER ")).toList();
        assertEquals(List.of("USER 10001:10001"), users);
        int user = instructions.indexOf("USER 10001:10001");
        assertTrue(user < instructions.indexOf("CMD [\"start\"]"), "the user is set before the command");
        assertTrue(
                instructions.contains("ENTRYPOINT [\"/opt/gatehouse-tasklist/bin/gatehouse-tasklist\"]"),
                instructions.toString());
        String environment = instructions.stream()
                .filter(line -> line.startsWith("ENV "))
                .findFirst()
                .orElseThrow();
        assertTrue(environment.contains("GATEHOUSE_CONF=/etc/gatehouse-tasklist"), environment);
        assertTrue(copied.contains("/etc/gatehouse-tasklist/"), copied.toString());
        assertTrue(environment.contains("GATEHOUSE_DATA=/var/lib/gatehouse-tasklist"), environment);
        assertTrue(instructions.contains("VOLUME /var/lib/gatehouse-tasklist"), instructions.toString());
    }

    @Test
    void containerFile_passesALinter() throws Exception {
        boolean there = isInstalled("node") && isInstalled("npm");
        if (!there) {
            assertFalse("true".equals(System.getenv("CI")), "node and npm are not installed");
        }
        Assumptions.assumeTrue(there, "node and npm are not installed; with them this test runs");
        Path linter = Linter.install();
        Shell.Result good = Linter.lint(linter, installation.home().resolve("container/Containerfile"));
        assertEquals("0 ", good.status() + " " + good.out().strip() + good.err().strip());

        Path bad = Files.writeString(installation.data().resolve("bad"), "FROM base\nENTRYPONT [\"x\"]\n");
        assertTrue(Linter.lint(linter, bad).out().contains("ENTRYPONT"), "the linter finds an unknown instruction");
    }

    /** With the lines that continue another one joined, and without comments. */
    private static List<String> instructions(String file) throws IOException {
        String text = Files.readString(installation.home().resolve(file)).replace("\\\n", " ");
        return text.lines()
                .map(line -> line.strip().replaceAll("\\s+", " "))
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    private static String value(List<String> unit, String key) {
        return unit.stream()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .findFirst()
                .orElseThrow(() -> new AssertionError(key + " is not in the unit"));
    }

    private static Path under(Path root, String absolute) {
        return Path.of(root + absolute);
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    static boolean isInstalled(String command) {
        return Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }
}
