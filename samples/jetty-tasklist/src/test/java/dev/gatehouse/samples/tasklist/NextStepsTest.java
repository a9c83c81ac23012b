package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NextStepsTest {

    @TempDir
    Path folder;

    @Test
    void lines_workWhenTheyArePasted() throws Exception {
        Prerequisite.require(canRun("bash") && canRun("curl"), "bash or curl is not installed");
        try (SampleRun sample = SampleRun.demo(folder.resolve("data"))) {
            SampleApplication application = sample.application();
            String text = NextSteps.text(application.base(), application.idpBase(), "Something\nabout the provider");

            List<String> answers = paste(text);

            // The commands that fetch a token and that log in print nothing.
            assertEquals(4, answers.size(), answers::toString);
            assertTrue(answers.get(0).startsWith("{\"data\":{\"tasks\":[{\"id\":"), answers.get(0));
            assertTrue(answers.get(1).startsWith("[{\"id\":"), answers.get(1));
            assertTrue(answers.get(2).contains("\"total\":6"), answers.get(2));
            assertTrue(answers.get(3).startsWith("HTTP/1.1 401"), answers.get(3));
            assertTrue(answers.get(3).contains("WWW-Authenticate: "), answers.get(3));
        }
    }

    @Test
    void text_namesBothAddresses() {
        String text = NextSteps.text(URI.create("http://localhost:1234"), URI.create("http://localhost:5678"), null);

        assertTrue(text.contains("Tasklist is ready: http://localhost:1234"), text);
        assertTrue(text.contains("http://localhost:5678/oauth/token"), text);
        assertFalse(text.contains("{base}") || text.contains("{idp}") || text.contains("{hint}"), text);
    }

    /** Runs the lines in a shell, with a mark for each blank line, and returns what was printed between marks. */
    private List<String> paste(String text) throws IOException, InterruptedException {
        String commands = text.substring(text.indexOf("# A token"));
        Path script =
                Files.writeString(folder.resolve("paste.sh"), commands.replace("\n\n", "\n\nprintf '\\n--\\n'\n"));
        Path out = folder.resolve("out.txt");
        Process shell = new ProcessBuilder("bash", "-eu", script.toString())
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
        }
        String printed = Files.readString(out, StandardCharsets.UTF_8);
        assertEquals(0, shell.exitValue(), printed);
        return Arrays.stream(printed.split("\n--\n"))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static boolean canRun(String command) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }
}
