package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.users.AddUser;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands of {@code docs/operating.md} in their order, and compares what they print with the page. */
class OperatingDocTest {

    private static final Path PAGE = Path.of(System.getProperty("basedir")).resolve("../../docs/operating.md");
    private static final String MARK = "-- next commands --";

    /** Commands of the page, and the output that it shows for them. */
    private record Example(String commands, List<String> output) {}

    @TempDir
    Path folder;

    @Test
    void everyCommand_printsWhatThePageSays() throws Exception {
        Prerequisite.require(canRun("bash") && canRun("curl"), "bash or curl is not installed");
        String page = Files.readString(PAGE)
                .replace("8080", Integer.toString(freePort()))
                .replace("auth.reload-interval = 5s", "auth.reload-interval = 100ms")
                .replace("sleep 1;", "sleep 0.1;")
                // The audit log is written a moment after the response.
                .replace(
                        "samples/run --explain-id",
                        "until grep -q \"$ID\" tasklist.log; do sleep 0.1; done\n" + "samples/run --explain-id");
        List<Example> examples = examples(page);
        assertEquals(12, examples.size());
        command("run", Main.class);
        command("add-user", AddUser.class);
        StringBuilder script = new StringBuilder();
        examples.forEach(example -> script.append(example.commands()).append("\necho '" + MARK + "'\n"));

        String printed = run(script.toString());

        String[] outputs = printed.split(MARK + "\n", -1);
        for (int i = 0; i < examples.size(); i++) {
            String output = outputs[i];
            int from = 0;
            for (String expected : examples.get(i).output()) {
                for (String part : expected.split("\\.\\.\\.", -1)) {
                    int at = output.indexOf(part, from);
                    assertTrue(at >= 0, "\"" + part + "\" is missing in what is printed: " + printed);
                    from = at + part.length();
                }
            }
        }
    }

    private static List<Example> examples(String page) {
        List<Example> examples = new ArrayList<>();
        String[] blocks = page.split("\n```");
        for (int i = 1; i + 1 < blocks.length; i += 2) {
            String text = blocks[i].substring(blocks[i].indexOf('\n') + 1);
            if (blocks[i].startsWith("sh\n")) {
                examples.add(new Example(text, List.of()));
            } else {
                assertTrue(blocks[i].startsWith("text\n"), () -> "what kind of block is this? " + text);
                Example last = examples.remove(examples.size() - 1);
                examples.add(new Example(last.commands(), text.lines().toList()));
            }
        }
        return examples;
    }

    private String run(String script) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("commands.sh"), script);
        Path out = folder.resolve("printed.txt");
        Process shell = new ProcessBuilder("bash", "-eu", file.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            shell.waitFor();
        } finally {
            // Those first: without their parent they would not be found any more.
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
            end(folder.resolve("tasklist.pid"));
        }
        String printed = Files.readString(out, StandardCharsets.UTF_8);
        assertEquals(0, shell.exitValue(), printed);
        return printed;
    }

    /** Ends the application if the page did not get so far. */
    private static void end(Path pid) throws IOException {
        if (Files.exists(pid)) {
            ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).ifPresent(application -> {
                application.destroyForcibly();
                application.onExit().join();
            });
        }
    }

    /** Makes a command that runs the classes of this build, as the scripts of the project run the jar. */
    private void command(String name, Class<?> main) throws IOException {
        Path script = Files.createDirectories(folder.resolve("samples")).resolve(name);
        StringBuilder line = new StringBuilder("#!/usr/bin/env bash\nexec");
        for (String word : Command.builder(main).command()) {
            line.append(" '").append(absolute(word)).append('\'');
        }
        Files.writeString(script, line.append(" \"$@\"\n"));
        assertTrue(script.toFile().setExecutable(true));
    }

    /** The commands run in another folder, where relative entries of a class path lead nowhere. */
    private static String absolute(String word) {
        return word.equals(System.getProperty("java.class.path"))
                ? Arrays.stream(word.split(File.pathSeparator))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .collect(Collectors.joining(File.pathSeparator))
                : word;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean canRun(String command) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }
}
