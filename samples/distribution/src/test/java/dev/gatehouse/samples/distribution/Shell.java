package dev.gatehouse.samples.distribution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs shell lines in a folder, with Java on the path and little else in the environment. */
final class Shell {

    /** How they ended. */
    record Result(int status, String out, String err) {}

    /** That of the container file: an ordinary user without a name, for whom a test of root runs the application. */
    static final int ORDINARY_USER = 10_001;

    private Shell() {}

    /** Runs them as the user of the test to their end. */
    static Result run(Path folder, Map<String, String> environment, String lines)
            throws IOException, InterruptedException {
        return ended(builder(folder, environment, List.of("sh", "-euc", lines)));
    }

    /** Runs them as an ordinary user to their end. */
    static Result runAsOrdinaryUser(Path folder, Map<String, String> environment, String lines)
            throws IOException, InterruptedException {
        return ended(ordinaryUser(folder, environment, lines));
    }

    /** Prepares to run them as an ordinary user: the user of the test, unless it is root. */
    static ProcessBuilder ordinaryUser(Path folder, Map<String, String> environment, String lines) throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot(folder)) {
            String id = Integer.toString(ORDINARY_USER);
            command.addAll(List.of("setpriv", "--reuid", id, "--regid", id, "--clear-groups", "--no-new-privs"));
        }
        command.addAll(List.of("sh", "-euc", lines));
        return builder(folder, environment, command);
    }

    /** Whether the test runs as root, which is who owns what it made. */
    static boolean isRoot(Path made) throws IOException {
        return Files.getAttribute(made, "unix:uid").equals(0);
    }

    private static ProcessBuilder builder(Path folder, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> !name.equals("PATH") && !name.equals("LANG"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        builder.environment().putAll(environment);
        return builder;
    }

    private static Result ended(ProcessBuilder builder) throws IOException, InterruptedException {
        Path out = Files.createTempFile("shell", ".out");
        Path err = Files.createTempFile("shell", ".err");
        try {
            Process process = builder.redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            try {
                process.waitFor();
            } finally {
                process.destroyForcibly();
            }
            return new Result(process.exitValue(), text(out), text(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
