package dev.gatehouse.samples.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A folder that stands for the root of a machine, with the application installed in two ways: as with systemd, and
 * unpacked in the home of a user. A stand-in for {@code systemctl} writes down its arguments.
 *
 * @param root the folder
 */
record Machine(Path root) {

    private static final String SEARCH = "-X POST $BASE/v1/tasks/search -H 'Content-Type: application/json' -d '{}'";

    /** Writes the id of a task to a file. */
    private static final String ID =
            "curl -sf -b before.txt " + SEARCH + " | sed -E 's/^\\[\\{\"id\":\"([^\"]+)\".*/\\1/' >id";

    private static final String SETTINGS = """
            auth.mechanisms = cookie
            auth.cookie.users-file = users.properties
            sample.port = 0
            sample.demo-data = on
            auth.sessions.jdbc.timeout = 30s
            auth.sessions.jdbc.connect-timeout = 10s
            """;

    static final String ASSIGNED = "\"assignee\":\"ann\"";

    /** Installs as on the page, for systemd. */
    void install() throws IOException, InterruptedException {
        // A dynamic user's data are in a folder that the public name leads to.
        String[] folders = {
            "opt", "etc/gatehouse-tasklist/secrets", "etc/systemd/system", "var/lib/private/gatehouse-tasklist", "bin"
        };
        for (String folder : folders) {
            Files.createDirectories(root.resolve(folder));
        }
        Files.createSymbolicLink(root.resolve("var/lib/gatehouse-tasklist"), Path.of("private/gatehouse-tasklist"));
        Files.createSymbolicLink(archive(), Path.of(System.getProperty("archive")));
        Path systemctl = Files.writeString(
                root.resolve("bin/systemctl"), "#!/bin/sh\necho \"$@\" >>'" + root.resolve("systemctl.log") + "'\n");
        run("chmod +x " + systemctl + "\ncd /opt\n"
                + "tar xzf gatehouse-tasklist-0.2.0.tar.gz\nmv gatehouse-tasklist-0.2.0 gatehouse-tasklist\n"
                + "cp gatehouse-tasklist/conf/* /etc/gatehouse-tasklist/\n"
                + "cp gatehouse-tasklist/systemd/gatehouse-tasklist.service /etc/systemd/system/\n"
                + "echo 'correct horse battery' | gatehouse-tasklist/bin/gatehouse-tasklist add-user"
                + " --file /etc/gatehouse-tasklist/users.properties --permissions READ,WRITE ann\n");
        Files.writeString(root.resolve("etc/gatehouse-tasklist/gatehouse.properties"), SETTINGS);
        ownData(Shell.ORDINARY_USER);
    }

    /** Gives the data to a user with another number. Only root can. */
    void ownData(int user) throws IOException, InterruptedException {
        if (Shell.isRoot(root)) {
            run("chown -R " + user + ":" + user + " /var/lib/private/gatehouse-tasklist");
        }
    }

    /** Unpacks the archive in the home of the user, with the settings of what is installed. */
    Path unpack(String name) throws IOException, InterruptedException {
        Path home = Files.createDirectories(root.resolve("home"));
        run("cd home\ntar xzf " + archive() + "\nmv gatehouse-tasklist-0.2.0 " + name);
        return home.resolve(name);
    }

    /** JUnit warns of links that lead out of its folder. */
    void removeLink() throws IOException {
        Files.delete(archive());
    }

    private Path archive() {
        return root.resolve("opt")
                .resolve(Path.of(System.getProperty("archive")).getFileName());
    }

    /** Runs lines of the page below the folder, as who runs the test. */
    String run(String lines) throws IOException, InterruptedException {
        Shell.Result result = result(lines);
        assertEquals(0, result.status(), () -> lines + result.out() + result.err());
        return result.out();
    }

    /** The same, for lines that fail. */
    Shell.Result result(String lines) throws IOException, InterruptedException {
        return in(root, lines);
    }

    /** Runs them in another folder. */
    Shell.Result in(Path folder, String lines) throws IOException, InterruptedException {
        String path = root.resolve("bin") + ":" + Path.of(System.getProperty("java.home"), "bin") + ":"
                + System.getenv("PATH");
        return Shell.run(
                folder, Map.of("PATH", path, "HOME", root.resolve("home").toString()), here(lines));
    }

    private String here(String lines) {
        String version = archive().getFileName().toString().replaceAll("gatehouse-tasklist-|\\.tar\\.gz", "");
        return lines.replaceAll("(?<![\\w./])/(opt|etc|var)\\b", root + "/$1").replace("0.2.0", version);
    }

    /** Starts what is installed, as the user of the service. */
    Running start() throws IOException, InterruptedException {
        if (Shell.isRoot(root)) {
            run("chmod a+rx . && chmod -R a+rX /opt /etc");
        }
        return started(Shell.ordinaryUser(
                root,
                Map.of(
                        "GATEHOUSE_CONF", root.resolve("etc/gatehouse-tasklist").toString(),
                        "GATEHOUSE_DATA",
                                root.resolve("var/lib/gatehouse-tasklist").toString()),
                "exec opt/gatehouse-tasklist/bin/gatehouse-tasklist start"));
    }

    /** Starts what is unpacked in a folder, as who runs the test. */
    Running start(Path unpacked) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bin/gatehouse-tasklist", "start").directory(unpacked.toFile());
        builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        return started(builder);
    }

    private static Running started(ProcessBuilder builder) throws IOException, InterruptedException {
        Running running = Running.start(builder);
        running.await("/ready");
        return running;
    }

    static void stop(Running application) throws IOException, InterruptedException {
        assertEquals(143, application.terminate(), application.output());
    }

    String ask(Running application, String lines) throws IOException, InterruptedException {
        return run("BASE=" + application.base() + "\n" + lines);
    }

    void login(Running application, String cookies) throws IOException, InterruptedException {
        ask(application, loginWith("correct horse battery", cookies));
    }

    String loginWith(String password, String cookies) {
        return "curl -sf -c " + cookies + " --data-urlencode username=ann --data-urlencode 'password=" + password
                + "' $BASE/api/login";
    }

    String status(Running application, String cookies) throws IOException, InterruptedException {
        return ask(application, "curl -s -o /dev/null -w '%{http_code}' -b " + cookies + " " + SEARCH);
    }

    String task(Running application, String cookies) throws IOException, InterruptedException {
        return ask(application, "curl -sf -b " + cookies + " $BASE/v1/tasks/$(cat id)");
    }

    void change(Running application, String action) throws IOException, InterruptedException {
        ask(
                application,
                "curl -sf -o /dev/null -b before.txt -X PATCH $BASE/v1/tasks/$(cat id)/" + action
                        + " -H 'Content-Type: application/json' -d '{\"allowOverrideAssignment\":true}'");
    }

    /** Logs ann in, twice, and gives her a task. */
    void work(Running application) throws IOException, InterruptedException {
        login(application, "before.txt");
        login(application, "other.txt");
        ask(application, ID);
        change(application, "assign");
    }
}
