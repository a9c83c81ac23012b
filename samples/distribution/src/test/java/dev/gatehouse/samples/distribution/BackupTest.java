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

/** The backups of {@code docs/upgrade-and-backup.md}, and the commands of {@code docs/users.md}. */
class BackupTest {

    @TempDir
    Path root;

    private Machine machine;

    private static Map<String, String> steps;
    private static Map<String, String> users;

    @BeforeAll
    static void read() throws IOException {
        steps = DocPage.UPGRADE.steps();
        users = DocPage.USERS.steps();
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
    void everyShellBlockAboutUsers_isAStepOfATest() throws IOException {
        assertEquals(Set.of("add", "replace-password", "move-users"), users.keySet());
        assertEquals(users.size(), DocPage.USERS.blocks());
    }

    @Test
    void restore_bringsBackTheTasks_andSessionsThatEndedSinceOnlyWithTheirFile() throws Exception {
        Path secret = Files.writeString(root.resolve("etc/gatehouse-tasklist/secrets/client-secret"), "s3cret");
        try (Running application = machine.start()) {
            machine.work(application);
            Machine.stop(application);
        }
        // As on another machine.
        machine.ownData(Shell.ORDINARY_USER + 1);
        machine.run("cp /var/lib/gatehouse-tasklist/sessions.mv.db .\nchmod 700 /etc/gatehouse-tasklist/secrets\n"
                + steps.get("backup"));
        machine.ownData(Shell.ORDINARY_USER);
        assertEquals("", machine.run("cd /var/backups\nfind . -type f -perm /077"), "others can read it");
        assertEquals("", machine.run("ls -d /var/backups/gatehouse-tasklist/incomplete-* || true"));
        try (Running application = machine.start()) {
            machine.change(application, "unassign");
            assertFalse(machine.task(application, "before.txt").contains(Machine.ASSIGNED));
            machine.ask(application, "curl -sf -b before.txt -X POST $BASE/api/logout");
            Machine.stop(application);
        }
        // The settings are lost.
        machine.run("rm -r /etc/gatehouse-tasklist\n" + steps.get("restore-settings"));
        assertEquals("s3cret", Files.readString(secret));
        assertEquals(
                "700", machine.run("stat -c %a /etc/gatehouse-tasklist/secrets").strip());

        machine.run(steps.get("restore"));
        // Once more, as after a mistake.
        machine.run(steps.get("restore"));

        assertEquals(
                "replaced/sessions.mv.db replaced/tasklist.mv.db replaced/tasklist.mv.db",
                machine.run("cd /var/lib/gatehouse-tasklist\nls -d replaced-*/* | sed 's:-[^/]*::' | sort | xargs")
                        .strip());
        try (Running application = machine.start()) {
            assertEquals("401", machine.status(application, "other.txt"));
            machine.login(application, "after.txt");
            assertTrue(machine.task(application, "after.txt").contains(Machine.ASSIGNED));
            Machine.stop(application);
        }
        assertEquals("stop gatehouse-tasklist\n".repeat(3), Files.readString(root.resolve("systemctl.log")));

        machine.run("cp sessions.mv.db /var/lib/gatehouse-tasklist/");

        try (Running application = machine.start()) {
            assertEquals("200", machine.status(application, "before.txt"), "logged out after the backup");
        }
    }

    @Test
    void damagedBackup_changesNothing() throws Exception {
        Path data = root.resolve("var/lib/gatehouse-tasklist/tasklist.mv.db");
        Files.writeString(data, "tasks");
        machine.run(steps.get("backup"));
        machine.run("cd /var/backups/gatehouse-tasklist/*/\nhead -c 60 data.tar.gz >part\nmv part data.tar.gz");

        assertNotEquals(0, machine.result(steps.get("restore")).status());

        assertEquals("tasks", Files.readString(data));
        assertEquals("stop gatehouse-tasklist\n", Files.readString(root.resolve("systemctl.log")), "not stopped");
    }

    @Test
    void backupWithoutTasks_failsAndStaysIncomplete() throws Exception {
        Shell.Result failed = machine.result(steps.get("backup"));

        assertNotEquals(0, failed.status());
        assertTrue(failed.err().contains("tasklist.mv.db: Not found in archive"), failed.err());
        String made = machine.run("ls /var/backups/gatehouse-tasklist");
        assertTrue(made.matches("incomplete-\\w{6}\n"), made);
        Path unpacked = machine.unpack("gatehouse");
        assertNotEquals(0, machine.in(unpacked, steps.get("backup-archive")).status());
        assertTrue(machine.run("ls home/gatehouse-backups").startsWith("incomplete-"));
    }

    @Test
    void unpackedArchive_isBackedUpAndRestoredTwiceAndIntoANewFolder() throws Exception {
        Path unpacked = machine.unpack("old");
        machine.run("cp etc/gatehouse-tasklist/*.properties home/old/conf/");
        try (Running application = machine.start(unpacked)) {
            machine.work(application);
            Shell.Result refused = machine.in(unpacked, steps.get("backup-archive"));
            assertNotEquals(0, refused.status());
            assertTrue(refused.err().contains("Database may be already in use"), refused.toString());
            Machine.stop(application);
        }
        assertEquals(0, machine.in(unpacked, steps.get("backup-archive")).status());
        machine.run("rm -r home/gatehouse-backups/incomplete-*\nfind home/gatehouse-backups -type f -perm /077 >open");
        assertEquals("", Files.readString(root.resolve("open")), "others can read it");

        Shell.Result first = machine.in(unpacked, steps.get("restore-archive"));
        Shell.Result second = machine.in(unpacked, steps.get("restore-archive"));

        assertEquals("0 0", first.status() + " " + second.status(), first.err() + second.err());
        assertEquals(
                "3",
                machine.run("ls -d home/old/data/replaced-*/*.mv.db | wc -l").strip());
        Path next = machine.unpack("new");
        assertEquals(0, machine.in(next, steps.get("restore-archive")).status());
        assertEquals(0, machine.in(next, steps.get("restore-settings-archive")).status());
        try (Running application = machine.start(next)) {
            machine.login(application, "after.txt");
            assertTrue(machine.task(application, "after.txt").contains(Machine.ASSIGNED));
        }
    }

    @Test
    void usersInTheDataFolder_areChangedWhileTheApplicationRuns() throws Exception {
        machine.run("mv /etc/gatehouse-tasklist/users.properties /etc/gatehouse-tasklist/secrets/\n"
                + users.get("move-users")
                + "sed -i 's:^auth.cookie.users-file.*:auth.cookie.users-file = "
                + "/var/lib/gatehouse-tasklist/users.properties:' /etc/gatehouse-tasklist/gatehouse.properties\n"
                // It logs in until the file is read again.
                + "for count in account account-total source; do echo auth.cookie.$count-attempts = 10000; done"
                + " >>/etc/gatehouse-tasklist/gatehouse.properties\n");
        assertFalse(Files.exists(root.resolve("etc/gatehouse-tasklist/secrets/users.properties")));
        String command = "cd opt/gatehouse-tasklist\necho 'staple battery horse' | " + users.get("replace-password");
        String file =
                root.resolve("var/lib/gatehouse-tasklist/users.properties").toString();
        try (Running application = machine.start()) {
            machine.login(application, "before.txt");

            machine.run(command.replace("conf/users.properties", file));

            String login = machine.loginWith("staple battery horse", "after.txt");
            machine.ask(application, "until " + login + "; do :; done");
            assertEquals("200", machine.status(application, "after.txt"));
            assertEquals(
                    22,
                    machine.result("BASE=" + application.base() + "\n"
                                    + machine.loginWith("correct horse battery", "x.txt"))
                            .status());
        }
        String add = "cd opt/gatehouse-tasklist\necho 'staple battery horse' | "
                + users.get("add").replace("conf/users.properties", file);
        Shell.Result twice = machine.result(add);
        assertEquals(1, twice.status());
        assertTrue(twice.err().contains("--replace-password changes the password"), twice.err());
        machine.run(add.replace(" ann\n", " bob\n"));
        assertEquals("2", machine.run("grep -c 'password =' '" + file + "'").strip());
    }
}
