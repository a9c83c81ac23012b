package dev.gatehouse.samples.system;

import dev.gatehouse.samples.tasklist.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sample as a process: {@code java ... Main} with options. */
final class Node implements AutoCloseable {

    /** A node without a provider answers, but is not ready. */
    private static final Pattern ANSWERS = Pattern.compile("Tasklist (?:is ready:|listens on) (http://\\S+)");

    private static final Pattern TOKENS = Pattern.compile("(http://\\S+)/auth/realms/camunda-platform/protocol");
    private static final Duration POLL = Duration.ofMillis(20);

    /** As much as can be set: how busy the machine is must not decide whether something is refused. */
    static final Map<String, String> PATIENCE = Map.of(
            "auth.http.connect-timeout", "30s",
            "auth.http.timeout", "1m",
            "auth.sessions.jdbc.connect-timeout", "10s",
            "auth.sessions.jdbc.timeout", "30s");

    private final Process process;
    private final Path output;
    private final URI base;

    private Node(Process process, Path output, URI base) {
        this.process = process;
        this.output = output;
        this.base = base;
    }

    /**
     * Starts the demonstration on a free port and waits until it answers.
     *
     * @param settings as system properties
     */
    static Node demo(Path data, Map<String, String> settings, String... options) throws IOException {
        return start(settings, Map.of(), data, List.of(options));
    }

    /**
     * Starts the application with a settings file, on a free port, and waits until it answers.
     *
     * @param properties the system properties, which override the file
     * @param environment what is added to the environment
     */
    static Node configured(Path config, Path data, Map<String, String> properties, Map<String, String> environment)
            throws IOException {
        return start(properties, environment, data, List.of("--config", config.toString()));
    }

    private static Node start(
            Map<String, String> properties, Map<String, String> environment, Path data, List<String> options)
            throws IOException {
        List<String> command = new ArrayList<>(Program.java(
                System.getProperty("java.class.path"), Main.class.getName(), options.toArray(new String[0])));
        command.addAll(List.of("--port", "0", "--data", data.toString()));
        properties.forEach((key, value) -> command.add(1, "-D" + key + "=" + value));
        command.add(1, "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile"));
        Path output = Files.createTempFile("node", ".out");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            return new Node(process, output, URI.create(await(process, output, ANSWERS)));
        } catch (RuntimeException | Error failure) {
            process.destroyForcibly();
            throw failure;
        }
    }

    /** Returns what it has written so far. */
    String output() {
        return text(output);
    }

    URI base() {
        return base;
    }

    /** Where the identity provider of the demonstration is. */
    URI tokens() {
        return URI.create(await(process, output, TOKENS));
    }

    /** Ends it as the kernel does: nothing is flushed, nothing closed. */
    void kill() {
        process.destroyForcibly();
        ended();
    }

    /** Ends it as an operator does. */
    void terminate() {
        process.destroy();
        ended();
    }

    @Override
    public void close() throws IOException {
        terminate();
        Files.delete(output);
    }

    private void ended() {
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw new AssertionError("still running: " + text(output), interrupted);
        }
    }

    private static String await(Process process, Path output, Pattern pattern) {
        // The time-out of the test interrupts it.
        while (!Thread.currentThread().isInterrupted()) {
            boolean alive = process.isAlive();
            Matcher found = pattern.matcher(text(output));
            if (found.find()) {
                return found.group(1);
            }
            if (!alive) {
                break;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        throw new AssertionError("not started: " + text(output));
    }

    private static String text(Path output) {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
