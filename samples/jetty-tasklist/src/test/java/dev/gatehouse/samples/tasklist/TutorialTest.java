package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Follows docs/tutorial.md: writes its files, runs its commands and compares what they print. A shell function stands
 * for Maven, because a build does not install what it builds; the pom is compiled with Maven apart from that.
 */
class TutorialTest {

    private static final Path ROOT =
            Path.of(System.getProperty("basedir")).resolve("../..").normalize();
    private static final Path PAGE = ROOT.resolve("docs/tutorial.md");
    private static final Pattern BLOCK =
            Pattern.compile("(?:<!-- file: (\\S+) -->\n)?```(\\w+)\n(.*?)\n```\n", Pattern.DOTALL);
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(auth-[a-z-]+)</artifactId>");
    private static final String START = "-Dexec.mainClass=orders.Orders";

    /** Stands for Maven: compiles the same files and runs the same classes. */
    private static final String MAVEN = """
            mvn() {
              local main='' args='' part
              for part in "$@"; do
                case $part in
                  -Dexec.mainClass=*) main=${part#*=} ;;
                  -Dexec.args=*) args=${part#*=} ;;
                esac
              done
              mkdir -p target && cp -r src/main/resources/. target
              if [ ! -f compiled ] || [ -n "$(find src -newer compiled)" ]; then
                touch compiled
                "$JAVA_HOME/bin/javac" -J-XX:TieredStopAtLevel=1 -proc:none -encoding UTF-8 -cp "$CLASS_PATH" \\
                  -d target $(find src -name '*.java')
              fi
              "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx128m \\
                -cp "target:$CLASS_PATH" $main $args
            }
            if [ -f token ]; then TOKEN=$(cat token); fi
            """;

    @TempDir
    Path folder;

    private @Nullable Process server;

    @AfterEach
    void stop() throws InterruptedException {
        if (server != null) {
            end(server);
        }
    }

    @Test
    void everyCommand_printsWhatThePageSays() throws Exception {
        Prerequisite.require(
                Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                                .filter(place -> Files.isExecutable(Path.of(place, "curl")))
                                .count()
                        > 0,
                "curl is not installed");
        int port = freePort();
        String page = Files.readString(PAGE)
                .replaceAll("\\b18080\\b", String.valueOf(freePort()))
                .replaceAll("\\b8080\\b", String.valueOf(port));
        List<MatchResult> blocks = BLOCK.matcher(page).results().toList();
        Path orders = folder.resolve("orders");
        int compared = 0;
        for (int i = 0; i < blocks.size(); i++) {
            String file = blocks.get(i).group(1);
            String text = blocks.get(i).group(3);
            if (file != null) {
                Files.writeString(orders.resolve(file), text);
            } else if (text.contains(START)) {
                restart(orders, text, port);
            } else if (blocks.get(i).group(2).equals("sh")) {
                String printed = run(Files.isDirectory(orders) ? orders : folder, text);
                if (i + 1 < blocks.size() && blocks.get(i + 1).group(2).equals("text") && expects(blocks.get(i + 1))) {
                    assertPrinted(blocks.get(i + 1).group(3), printed);
                    compared++;
                }
            }
        }

        assertEquals(7, compared, "commands with an expected output");
    }

    /** Without the dependencies, which no repository has while they are built. */
    @Test
    void pom_compilesTheJavaOfThePageWithMaven() throws Exception {
        String home = System.getProperty("gatehouse.maven.home", "");
        Prerequisite.require(!home.isEmpty(), "Maven does not run this test");
        String pom = BLOCK.matcher(Files.readString(PAGE))
                .results()
                .filter(block -> "pom.xml".equals(block.group(1)))
                .map(block -> block.group(3))
                .findFirst()
                .orElseThrow();
        Files.writeString(folder.resolve("pom.xml"), pom.replaceAll("(?s)<dependencies>.*</dependencies>", ""));
        Path source = Files.createDirectories(folder.resolve("src/main/java")).resolve("Order.java");
        Files.writeString(source, "record Order(int number) {}");
        Path log = folder.resolve("maven.log");
        ProcessBuilder maven = new ProcessBuilder(
                        Path.of(home, "bin/mvn").toString(),
                        "-B",
                        "-o",
                        "-Dmaven.legacyLocalRepo=true",
                        "-Dmaven.repo.local=" + System.getProperty("gatehouse.maven.repository"),
                        "org.apache.maven.plugins:maven-compiler-plugin:compile")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        maven.environment().keySet().removeAll(Set.of("MAVEN_ARGS", "MAVEN_BASEDIR"));
        maven.environment().put("MAVEN_OPTS", "-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process started = maven.start();
        try {
            assertEquals(0, started.waitFor(), () -> read(log));
        } finally {
            end(started);
        }
        assertTrue(Files.exists(folder.resolve("target/classes/Order.class")), () -> read(log));
    }

    @Test
    void artifactsAndVersions_areThoseOfTheBuild() throws IOException {
        String page = Files.readString(PAGE);
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        List<String> artifacts = ARTIFACT.matcher(page)
                .results()
                .map(artifact -> artifact.group())
                .toList();

        assertEquals(4, artifacts.size());
        artifacts.forEach(artifact -> assertTrue(pom.contains(artifact), artifact));
        for (String property : List.of("jetty.version", "logback.version")) {
            String version = pom.replaceAll("(?s).*<" + property + ">([^<]+)<.*", "$1");
            assertTrue(page.contains("<version>" + version + "</version>"), property + " is " + version);
        }
        String compiler = "<artifactId>maven-compiler-plugin</artifactId>\\s*<version>([^<]+)<";
        String plugin = pom.replaceAll("(?s).*" + compiler + ".*", "$1");
        assertEquals(plugin, page.replaceAll("(?s).*" + compiler + ".*", "$1"));
        String own = pom.replaceAll("(?s).*?<version>([^<]+)<.*", "$1");
        assertTrue(page.contains("<gatehouse.version>" + own + "<"), own);
    }

    private static boolean expects(MatchResult block) {
        return block.group(1) == null;
    }

    private void restart(Path orders, String command, int port) throws Exception {
        if (server != null) {
            end(server);
        }
        Path log = folder.resolve("server.log");
        Process started = shell(orders, command, log);
        server = started;
        while (!answers(port)) {
            assertTrue(started.isAlive(), () -> read(log));
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private String run(Path place, String commands) throws Exception {
        Path out = folder.resolve("out.txt");
        String keep = "\nif [ -n \"${TOKEN:-}\" ]; then printf %s \"$TOKEN\" > token; fi";
        Process shell = shell(place, commands + keep, out);
        try {
            assertEquals(0, shell.waitFor(), () -> commands + "\n" + read(out));
        } finally {
            end(shell);
        }
        return read(out);
    }

    private static Process shell(Path place, String commands, Path out) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-eu", "-c", MAVEN + commands)
                .directory(place.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("CLASS_PATH", System.getProperty("java.class.path"));
        return builder.start();
    }

    /** Ends what a shell started before the shell, without which it would not be found any more. */
    private static void end(Process shell) throws InterruptedException {
        List<ProcessHandle> started = shell.descendants().toList();
        started.forEach(ProcessHandle::destroy);
        started.forEach(process -> process.onExit().join());
        shell.destroyForcibly().waitFor();
    }

    /** Three dots stand for anything. */
    private static void assertPrinted(String expected, String printed) {
        String pattern =
                Arrays.stream(expected.split("\\.\\.\\.")).map(Pattern::quote).collect(Collectors.joining(".*"));
        assertTrue(
                Pattern.compile(pattern, Pattern.DOTALL)
                        .matcher(printed.replace("\r", "").strip())
                        .matches(),
                () -> "expected\n" + expected + "\nbut it printed\n" + printed);
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }
}
