package dev.gatehouse.samples.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The upgrades of {@code docs/upgrade-and-backup.md}, with an application that has tasks and people logged in. Its
 * backups are in {@link BackupTest}.
 */
class UpgradeTest {

    @TempDir
    Path root;

    private Machine machine;

    private static Map<String, String> steps;

    @BeforeAll
    static void read() throws IOException {
        steps = DocPage.UPGRADE.steps();
    }

    @BeforeEach
    void install() throws Exception {
        machine = new Machine(root);
        machine.install();
    }

    @AfterEach
    void removeLink() throws IOException {
        machine.removeLink();
    }

    @Test
    void everyShellBlock_isAStepOfATest() throws IOException {
        Set<String> tested = Set.of(
                "backup",
                "backup-archive",
                "restore",
                "restore-settings",
                "restore-archive",
                "restore-settings-archive",
                "prepare",
                "check",
                "swap",
                "back");
        assertEquals(tested, steps.keySet());
        assertEquals(tested.size(), DocPage.UPGRADE.blocks());
    }

    @Test
    void upgradeAndBack_keepTasksAndSessions() throws Exception {
        Files.writeString(root.resolve("opt/gatehouse-tasklist/plugins/own.txt"), "mine");
        Path unit = root.resolve("etc/systemd/system/gatehouse-tasklist.service");
        String before = Files.readString(unit) + "# of the version before\n";
        Files.writeString(unit, before);
        try (Running application = machine.start()) {
            machine.work(application);
            String differences = machine.run(steps.get("prepare"));
            assertTrue(differences.contains("< # of the version before"), differences);
            assertTrue(differences.contains("< sample.demo-data = on"), differences);
            String checked = machine.run(steps.get("check"));
            assertTrue(checked.contains("# The settings are valid."), checked);
            assertEquals(200, application.status("/ready"), "the old version goes on");
            Machine.stop(application);
        }

        machine.run(steps.get("swap"));

        assertEquals("mine", Files.readString(root.resolve("opt/gatehouse-tasklist/plugins/own.txt")));
        assertTrue(Files.isDirectory(root.resolve("opt/gatehouse-tasklist-before/lib")));
        assertEquals(
                Files.readString(root.resolve("opt/gatehouse-tasklist/systemd").resolve(unit.getFileName())),
                Files.readString(unit));
        assertEquals("daemon-reload\n", Files.readString(root.resolve("systemctl.log")));
        try (Running application = machine.start()) {
            assertEquals("200", machine.status(application, "before.txt"));
            assertTrue(machine.task(application, "before.txt").contains(Machine.ASSIGNED));
            Machine.stop(application);
        }
        machine.run("java -cp \"$(ls /opt/gatehouse-tasklist/lib/h2-*.jar)\" org.h2.tools.Shell"
                + " -url 'jdbc:h2:file:" + root + "/var/lib/gatehouse-tasklist/tasklist;IFEXISTS=TRUE' -sql"
                + " \"INSERT INTO \\\"tasklist_schema_history\\\" VALUES (999, '999', 'later', 'SQL',"
                + " 'V999__later.sql', 0, 'test', CURRENT_TIMESTAMP, 1, TRUE)\"");

        machine.run(steps.get("back"));

        assertFalse(Files.exists(root.resolve("opt/gatehouse-tasklist-before")));
        assertEquals(before, Files.readString(unit));
        try (Running application = machine.start()) {
            assertEquals("200", machine.status(application, "before.txt"));
            assertTrue(
                    application.output().contains("newer than the latest available migration"), application.output());
        }
    }

    @Test
    void folderOfAnEarlierUpgrade_stopsTheNextOneBeforeItChangesAnything() throws Exception {
        machine.run(steps.get("prepare"));
        Path earlier = Files.createDirectories(root.resolve("opt/gatehouse-tasklist-before"));

        assertNotEquals(0, machine.result(steps.get("swap")).status());

        assertEquals("", machine.run("ls '" + earlier + "'"));
        assertFalse(Files.exists(root.resolve("opt/gatehouse-tasklist/before.service")));
        machine.run("cd /opt && test -d gatehouse-tasklist-0.2.0 && test -d gatehouse-tasklist");
        assertFalse(Files.exists(root.resolve("systemctl.log")));
    }

    @Test
    void settingThatTheNewVersionDoesNotKnow_isFoundByTheCheck() throws Exception {
        machine.run(steps.get("prepare"));
        Files.writeString(
                root.resolve("etc/gatehouse-tasklist/gatehouse.properties"),
                "auth.mechanisms = cookie\nauth.cookie.users-file = users.properties\nauth.raelm = x\n");
        Shell.Result refused = machine.result(steps.get("check"));

        assertEquals(78, refused.status());
        assertTrue(refused.err().contains("gatehouse.properties:3: auth.raelm is "), refused.err());
    }
}
