package dev.gatehouse.cookie.testkit;

import dev.gatehouse.spi.stability.Incubating;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.embedded.core.ExecutableProvider;

/**
 * A real Redis in a process of its own, on the loopback address. It ends with the JVM at the latest. Used by one thread
 * at a time.
 *
 * @since 0.1
 */
@Incubating
public final class RedisServer implements Closeable {

    private final Path folder;
    private final int port;
    private final List<String> options;
    private Process process;
    private Thread atExit;
    private @Nullable Connection connection;

    private RedisServer(Path folder, int port, List<String> options) throws IOException {
        this.folder = folder;
        this.port = port;
        this.options = options;
        start();
    }

    /**
     * Starts a server and waits until it accepts connections. Without options it stores nothing on disk.
     *
     * @param folder the folder of its executable and its files
     * @param options the command line of Redis; {@code PORT} stands for its port and is needed if that is not the port
     *     of plain connections
     */
    public static RedisServer start(Path folder, String... options) throws IOException {
        while (true) {
            try {
                return new RedisServer(folder, freePort(), List.of(options));
            } catch (BindException taken) {
                // Another process took the port in between.
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** Returns its port. */
    public int port() {
        return port;
    }

    /** Returns its URL. */
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Starts it again on the same port, with what it stored on disk. */
    public void start() throws IOException {
        List<String> command = new ArrayList<>(List.of(executable().toString()));
        command.addAll(List.of("--bind", "127.0.0.1", "--dir", folder.toString(), "--save", ""));
        if (!options.contains("PORT")) {
            command.addAll(List.of("--port", Integer.toString(port)));
        }
        options.forEach(option -> command.add(option.equals("PORT") ? Integer.toString(port) : option));
        process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
        List<String> output = new ArrayList<>();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            output.add(line);
            if (line.contains("eady to accept connections")) {
                drain(out);
                return;
            }
        }
        stop();
        String message = "Redis ended: " + String.join("\n", output);
        throw message.contains("Address already in use") ? new BindException(message) : new IOException(message);
    }

    /** Kills it, as in a crash. */
    public void stop() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return;
        }
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    /** Sends a command and returns the reply: a {@code Long}, a {@code byte[]}, or a list of those. */
    public Object send(String command, Object... arguments) {
        if (connection == null) {
            connection = new Connection("127.0.0.1", port);
        }
        return connection.executeCommand(new CommandArguments(Command.valueOf(command)).addObjects(arguments));
    }

    /** Sends a command and returns the reply as a string. */
    public String text(String command, Object... arguments) {
        return new String((byte[]) send(command, arguments), StandardCharsets.UTF_8);
    }

    private Path executable() throws IOException {
        Path bin = folder.resolve("bin");
        if (!Files.isDirectory(bin)) {
            Files.createDirectories(bin);
            return ExecutableProvider.newJarResourceProvider(bin.toFile()).get().toPath();
        }
        try (var files = Files.list(bin)) {
            return files.findFirst().orElseThrow();
        }
    }

    private static void drain(BufferedReader out) {
        Thread reader = new Thread(
                () -> {
                    try (out) {
                        while (out.readLine() != null) {
                            // Drained, because a full pipe would stop the server.
                        }
                    } catch (IOException ended) {
                        // with the process
                    }
                },
                "redis-output");
        reader.setDaemon(true);
        reader.start();
    }

    @Override
    public void close() {
        stop();
    }
}
