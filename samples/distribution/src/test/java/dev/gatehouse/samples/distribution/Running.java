package dev.gatehouse.samples.distribution;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The application as a process of the archive. */
final class Running implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("Tasklist is ready: (http://\\S+)");
    private static final Duration POLL = Duration.ofMillis(50);

    private final Process process;
    private final Path output;
    private final URI base;

    private Running(Process process, Path output, URI base) {
        this.process = process;
        this.output = output;
        this.base = base;
    }

    static Running start(ProcessBuilder builder) throws IOException {
        Path output = Files.createTempFile("application", ".out");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            return new Running(process, output, URI.create(awaitAddress(process, output)));
        } catch (RuntimeException | Error | IOException failure) {
            process.destroyForcibly();
            throw failure;
        }
    }

    URI base() {
        return base;
    }

    String output() throws IOException {
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    /** Returns the status of a path. */
    int status(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(base.resolve(path)).build(), BodyHandlers.discarding())
                .statusCode();
    }

    /** Waits until a path answers 200. The time-out of the test interrupts it. */
    void await(String path) throws IOException, InterruptedException {
        while (status(path) != 200) {
            if (!process.isAlive()) {
                throw new AssertionError("ended: " + output());
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** Ends it with SIGTERM and returns its exit status. */
    int terminate() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.delete(output);
    }

    private static String awaitAddress(Process process, Path output) throws IOException {
        while (!Thread.currentThread().isInterrupted()) {
            boolean alive = process.isAlive();
            Matcher found = READY.matcher(Files.readString(output, StandardCharsets.UTF_8));
            if (found.find()) {
                return found.group(1);
            }
            if (!alive) {
                break;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        throw new AssertionError("not started: " + Files.readString(output, StandardCharsets.UTF_8));
    }
}
