package dev.gatehouse.samples.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of {@code docs/upgrade-and-backup.md}, with an application that has tasks and people logged in. */
class UpgradeTest {

    private static final String SEARCH = "-X POST $BASE/v1/tasks/search -H 'Content-Type: application/json' -d '{}'";

    /** Writes the id of a task to a file. */
    private static final String ID =
            "curl -sf -b before.txt " + SEARCH + " | sed -E 's/^\\[\\{\"id\":\"([^\"]+)\".*/\\1/' >id";

    private static final String ASSIGNED = "\"assignee\":\"ann\"";

    @TempDir
    Path root;

    private static Map<String, String> steps;

    @BeforeAll
    static void read() throws IOException {
        steps = DocPage.UPGRADE.steps();
    }

    @BeforeEach
    void install() throws Exception {
        for (String folder : new String[] {"opt", "etc/gatehouse-tasklist", "var/lib/gatehouse-tasklist"}) {
            Files.createDirectories(root.resolve(folder));
        }
        Files.createSymbolicLink(link(), Path.of(System.getProperty("archive")));
        String settings = """
                auth.mechanisms = cookie
                auth.cookie.users-file = users.properties
                sample.port = 0
                sample.demo-data = on
                auth.sessions.jdbc.timeout = 30s
                auth.sessions.jdbc.connect-timeout = 10s
                """;
        run("cd /opt\ntar xzf gatehouse-tasklist-0.2.0.tar.gz\nmv gatehouse-tasklist-0.2.0 gatehouse-tasklist\n"
                + "cp gatehouse-tasklist/conf/* /etc/gatehouse-tasklist/\n"
                + "echo 'correct horse battery' | gatehouse-tasklist/bin/gatehouse-tasklist add-user"
                + " --file /etc/gatehouse-tasklist/users.properties --permissions READ,WRITE ann\n");
        Files.writeString(root.resolve("etc/gatehouse-tasklist/gatehouse.properties"), settings);
    }

    /** JUnit warns of links that lead out of its folder. */
    @AfterEach
    void removeLink() throws IOException {
        Files.delete(link());
    }

    private Path link() {
        return root.resolve("opt")
                .resolve(Path.of(System.getProperty("archive")).getFileName());
    }

    /** Runs lines of the page below the folder of the test. */
    private String run(String lines) throws IOException, InterruptedException {
        Shell.Result result = Shell.run(root, Map.of("PATH", path()), here(lines));
        assertEquals(0, result.status(), () -> lines + result.out() + result.err());
        return result.out();
    }

    private String here(String lines) {
        String version = link().getFileName().toString().replaceAll("gatehouse-tasklist-|\\.tar\\.gz", "");
        return lines.replaceAll("(?<![\\w./])/(opt|etc|var)\\b", root + "/$1").replace("0.2.0", version);
    }

    private static String path() {
        return Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH");
    }

    private Running start() throws IOException, InterruptedException {
        ProcessBuilder builder = Shell.ordinaryUser(
                root,
                Map.of(
                        "GATEHOUSE_CONF", root.resolve("etc/gatehouse-tasklist").toString(),
                        "GATEHOUSE_DATA",
                                root.resolve("var/lib/gatehouse-tasklist").toString()),
                "exec opt/gatehouse-tasklist/bin/gatehouse-tasklist start");
        if (Shell.isRoot(root)) {
            run("chown -R " + Shell.ORDINARY_USER + " var && chmod a+rx . && chmod -R a+rX opt etc");
        }
        Running running = Running.start(builder);
        running.await("/ready");
        return running;
    }

    private String ask(Running application, String lines) throws IOException, InterruptedException {
        return run("BASE=" + application.base() + "\n" + lines);
    }

    private void login(Running application, String cookies) throws IOException, InterruptedException {
        ask(
                application,
                "curl -sf -c " + cookies + " --data-urlencode username=ann"
                        + " --data-urlencode 'password=correct horse battery' $BASE/api/login");
    }

    private String status(Running application, String cookies) throws IOException, InterruptedException {
        return ask(application, "curl -s -o /dev/null -w '%{http_code}' -b " + cookies + " " + SEARCH);
    }

    private String task(Running application, String cookies) throws IOException, InterruptedException {
        return ask(application, "curl -sf -b " + cookies + " $BASE/v1/tasks/$(cat id)");
    }

    private void change(Running application, String action) throws IOException, InterruptedException {
        ask(
                application,
                "curl -sf -o /dev/null -b before.txt -X PATCH $BASE/v1/tasks/$(cat id)/" + action
                        + " -H 'Content-Type: application/json' -d '{\"allowOverrideAssignment\":true}'");
    }

    /** Logs ann in, twice, and gives her a task. */
    private void work(Running application) throws IOException, InterruptedException {
        login(application, "before.txt");
        login(application, "other.txt");
        ask(application, ID);
        change(application, "assign");
    }

    private static void stop(Running application) throws IOException, InterruptedException {
        assertEquals(143, application.terminate(), application.output());
    }

    @Test
    void everyShellBlock_isAStepOfATest() throws IOException {
        Set<String> tested =
                Set.of("backup", "backup-file", "restore", "restore-file", "prepare", "check", "swap", "back");
        assertEquals(tested, steps.keySet());
        assertEquals(tested.size(), DocPage.UPGRADE.blocks());
    }

    @Test
    void restore_bringsBackTheTasks_andSessionsThatEndedSinceOnlyWithTheirFile() throws Exception {
        try (Running application = start()) {
            work(application);
            stop(application);
        }
        run("cp /var/lib/gatehouse-tasklist/sessions.mv.db .\n" + steps.get("backup") + steps.get("backup-file"));
        assertEquals("", run("cd /var/backups/gatehouse-tasklist\nfind . -type f -perm /077"), "others can read it");
        try (Running application = start()) {
            change(application, "unassign");
            assertFalse(task(application, "before.txt").contains(ASSIGNED));
            ask(application, "curl -sf -b before.txt -X POST $BASE/api/logout");
            stop(application);
        }
        // The disk is lost with the settings.
        run("rm -r /etc/gatehouse-tasklist\nmkdir /etc/gatehouse-tasklist\n"
                + "tar xzf /var/backups/gatehouse-tasklist/conf.tar.gz -C /etc/gatehouse-tasklist");

        run(steps.get("restore"));

        try (Running application = start()) {
            assertEquals("401", status(application, "other.txt"));
            login(application, "after.txt");
            assertTrue(task(application, "after.txt").contains(ASSIGNED));
            stop(application);
        }

        run("rm /var/lib/gatehouse-tasklist/*.mv.db\ncp sessions.mv.db /var/lib/gatehouse-tasklist/\n"
                + steps.get("restore-file"));

        try (Running application = start()) {
            assertEquals("200", status(application, "before.txt"), "logged out after the backup");
            assertTrue(task(application, "before.txt").contains(ASSIGNED));
        }
    }

    @Test
    void upgradeAndBack_keepTasksAndSessions() throws Exception {
        Files.writeString(root.resolve("opt/gatehouse-tasklist/plugins/own.txt"), "mine");
        try (Running application = start()) {
            work(application);
            run(steps.get("prepare"));
            String checked = run(steps.get("check"));
            assertTrue(checked.contains("# The settings are valid."), checked);
            for (String step : List.of("backup", "backup-file")) {
                Shell.Result refused = Shell.run(root, Map.of("PATH", path()), here(steps.get(step)));
                assertTrue(refused.err().contains("Database may be already in use"), refused.toString());
            }
            assertEquals(200, application.status("/ready"), "the old version goes on");
            stop(application);
        }

        run(steps.get("swap"));

        assertEquals("mine", Files.readString(root.resolve("opt/gatehouse-tasklist/plugins/own.txt")));
        assertTrue(Files.isDirectory(root.resolve("opt/gatehouse-tasklist-before/lib")));
        try (Running application = start()) {
            assertEquals("200", status(application, "before.txt"));
            assertTrue(task(application, "before.txt").contains(ASSIGNED));
            stop(application);
        }
        run("java -cp \"$(ls /opt/gatehouse-tasklist/lib/h2-*.jar)\" org.h2.tools.Shell"
                + " -url 'jdbc:h2:file:" + root + "/var/lib/gatehouse-tasklist/tasklist;IFEXISTS=TRUE' -sql"
                + " \"INSERT INTO \\\"tasklist_schema_history\\\" VALUES (999, '999', 'later', 'SQL',"
                + " 'V999__later.sql', 0, 'test', CURRENT_TIMESTAMP, 1, TRUE)\"");

        run(steps.get("back"));

        assertFalse(Files.exists(root.resolve("opt/gatehouse-tasklist-before")));
        try (Running application = start()) {
            assertEquals("200", status(application, "before.txt"));
            assertTrue(
                    application.output().contains("newer than the latest available migration"), application.output());
        }
    }

    @Test
    void settingThatTheNewVersionDoesNotKnow_isFoundByTheCheck() throws Exception {
        run(steps.get("prepare"));
        Files.writeString(
                root.resolve("etc/gatehouse-tasklist/gatehouse.properties"),
                "auth.mechanisms = cookie\nauth.cookie.users-file = users.properties\nauth.raelm = x\n");
        Shell.Result refused = Shell.run(root, Map.of("PATH", path()), here(steps.get("check")));

        assertEquals(78, refused.status());
        assertTrue(refused.err().contains("gatehouse.properties:3: auth.raelm is "), refused.err());
    }
}
