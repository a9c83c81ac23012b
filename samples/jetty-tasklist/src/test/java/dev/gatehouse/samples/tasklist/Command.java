package dev.gatehouse.samples.tasklist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs {@link Main}, or another command, as a process of its own. */
final class Command {

    /** How a process ended. */
    record Result(int status, String out, String err) {}

    private Command() {}

    /** Runs it to its end. */
    static Result run(String... arguments) throws IOException, InterruptedException {
        return run(Main.class, arguments);
    }

    /** Runs another one to its end. */
    static Result run(Class<?> main, String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile("command", ".out");
        Path err = Files.createTempFile("command", ".err");
        try {
            Process process = builder(main, arguments)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            try {
                process.waitFor();
            } finally {
                process.destroyForcibly();
            }
            return new Result(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    static ProcessBuilder builder(String... arguments) {
        return builder(Main.class, arguments);
    }

    static ProcessBuilder builder(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
