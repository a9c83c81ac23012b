package dev.gatehouse.keycloak;

import dev.gatehouse.spi.stability.Internal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Keycloak of its own process with the realm of the tests, on loopback ports that stay the same when it is stopped
 * and started again. Its output goes to a file. Not thread-safe, apart from what only asks it.
 *
 * @since 0.1
 */
@Internal
public final class KeycloakServer implements AutoCloseable {

    /** Why it does not run, with the end of its output. */
    public static final class NotStartedException extends Exception {
        private static final long serialVersionUID = 1L;

        NotStartedException(String message) {
            super(message);
        }
    }

    public static final String REALM = "camunda-platform";
    public static final String ADMIN = "admin";

    private static final Duration READY_DEADLINE = Duration.ofMinutes(20);
    private static final Duration STOP_DEADLINE = Duration.ofMinutes(2);
    private static final int SHOWN_LINES = 40;

    private final Path home;
    private final Path log;
    private final int port;
    private final int managementPort;
    private final Http http = new Http();
    private final Thread atExit = new Thread(this::kill, "keycloak-kill");
    private @Nullable Process process;

    private KeycloakServer(Path home, Path log, int port, int managementPort) {
        this.home = home;
        this.log = log;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** Starts the unpacked distribution with a fresh database. */
    public static KeycloakServer startFresh(Path home, Path log) throws NotStartedException {
        if (!Files.isExecutable(home.resolve("bin/kc.sh"))) {
            throw new NotStartedException("no Keycloak is unpacked in " + home);
        }
        KeycloakServer server;
        try {
            endLeftOver(home);
            deleteTree(home.resolve("data/h2"));
            Path realm = Files.createDirectories(home.resolve("data/import")).resolve("realm.json");
            try (InputStream source = KeycloakServer.class.getResourceAsStream("realm.json")) {
                Files.copy(source, realm, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.deleteIfExists(log);
            try (ServerSocket one = free();
                    ServerSocket other = free()) {
                server = new KeycloakServer(home, log, one.getLocalPort(), other.getLocalPort());
            }
        } catch (IOException failure) {
            throw new NotStartedException("Keycloak can't be prepared: " + failure);
        }
        Runtime.getRuntime().addShutdownHook(server.atExit);
        try {
            server.start();
        } catch (NotStartedException failure) {
            server.close();
            throw failure;
        }
        return server;
    }

    /**
     * Below the ports that systems give to outgoing connections: one of these could take it before Keycloak does, and
     * while Keycloak is down.
     */
    private static ServerSocket free() throws IOException {
        for (int tries = 0; tries < 1_000; tries++) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try {
                return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
            } catch (BindException taken) {
                // Another port may be free.
            }
        }
        throw new IOException("no port is free");
    }

    /** Returns where it can be reached. */
    public URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Returns the issuer of its tokens. */
    public String issuer() {
        return base() + "/realms/" + REALM;
    }

    /** Starts it and waits until it says that it is ready. */
    public void start() throws NotStartedException {
        ProcessBuilder builder = new ProcessBuilder(
                        home.resolve("bin/kc.sh").toString(),
                        "start-dev",
                        "--import-realm",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--http-management-port=" + managementPort,
                        "--health-enabled=true",
                        "--cache=local")
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("KC_") || name.startsWith("JAVA_OPTS"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1 -Xms64m -Xmx512m");
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN);
        Process started;
        try {
            started = builder.start();
            process = started;
            Files.writeString(pidFile(home), String.valueOf(started.pid()));
        } catch (IOException failure) {
            throw new NotStartedException("Keycloak can't be started: " + failure);
        }
        boolean ended = Patience.until(READY_DEADLINE, () -> isReady() || !started.isAlive());
        if (!ended || !started.isAlive()) {
            String how = ended ? "ended with " + started.exitValue() : "was not ready after " + READY_DEADLINE;
            throw new NotStartedException("Keycloak " + how + "; its output ends with:\n" + endOfOutput());
        }
    }

    private boolean isReady() {
        try {
            return http.get(URI.create("http://127.0.0.1:" + managementPort + "/health/ready"))
                            .statusCode()
                    == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private String endOfOutput() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
        } catch (IOException unreadable) {
            return "(" + unreadable + ")";
        }
    }

    /** Ends it as an operator would, and its children, and waits for their end. */
    public void stop() {
        Process running = process;
        if (running == null) {
            return;
        }
        List<ProcessHandle> all = tree(running.toHandle());
        all.forEach(ProcessHandle::destroy);
        if (!Patience.until(STOP_DEADLINE, () -> all.stream().noneMatch(ProcessHandle::isAlive))) {
            all.forEach(ProcessHandle::destroyForcibly);
            Patience.until(STOP_DEADLINE, () -> all.stream().noneMatch(ProcessHandle::isAlive));
        }
        process = null;
    }

    @Override
    public void close() {
        stop();
        Runtime.getRuntime().removeShutdownHook(atExit);
        try {
            Files.deleteIfExists(pidFile(home));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void kill() {
        Process running = process;
        if (running != null) {
            tree(running.toHandle()).forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** A test run that was killed could not end its Keycloak, which then holds the database of this tree. */
    private static void endLeftOver(Path home) throws IOException {
        Path file = pidFile(home);
        if (!Files.exists(file)) {
            return;
        }
        ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
                .filter(left -> left.info().commandLine().orElse("").contains(home.toString()))
                .ifPresent(left -> {
                    List<ProcessHandle> all = tree(left);
                    all.forEach(ProcessHandle::destroyForcibly);
                    Patience.until(STOP_DEADLINE, () -> all.stream().noneMatch(ProcessHandle::isAlive));
                });
        Files.delete(file);
    }

    private static Path pidFile(Path home) {
        return home.resolve("data/process.pid");
    }

    private static List<ProcessHandle> tree(ProcessHandle root) {
        return Stream.concat(root.descendants(), Stream.of(root)).toList();
    }

    private static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
