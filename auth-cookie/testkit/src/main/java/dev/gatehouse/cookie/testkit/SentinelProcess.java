package dev.gatehouse.cookie.testkit;

import dev.gatehouse.spi.stability.Incubating;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.embedded.core.ExecutableProvider;

/**
 * A real Redis Sentinel in a process of its own, on the loopback address. It ends with the JVM at the latest. Used by
 * one thread at a time.
 *
 * @since 0.1
 */
@Incubating
public final class SentinelProcess implements Closeable {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Path folder;
    private final int port;
    private final int tlsPort;
    private Process process;
    private Thread atExit;

    private SentinelProcess(Path folder, int port, int tlsPort) throws IOException {
        this.folder = folder;
        this.tlsPort = tlsPort;
        this.port = port;
        start();
    }

    /**
     * Starts a sentinel. It watches one master named {@code sessions}.
     *
     * @param folder the folder of its executable and its configuration
     * @param lines further lines of its configuration; {@code TLS_PORT} stands for the port of TLS connections
     */
    public static SentinelProcess start(Path folder, int master, int quorum, String... lines) {
        return start(folder, "127.0.0.1 " + master, quorum, lines);
    }

    /** Starts a sentinel that watches a master at this host and port, separated by a space. */
    public static SentinelProcess start(Path folder, String master, int quorum, String... lines) {
        return Available.start("Redis Sentinel", () -> {
                    int port = freePort();
                    int tlsPort = freePort();
                    StringBuilder configuration = new StringBuilder("port " + port + "\nbind 127.0.0.1\n")
                            .append("sentinel monitor sessions " + master + " " + quorum + "\n")
                            // On a busy machine a server is silent for a second now and then. A second failover would
                            // follow the first, and lose what the new master has not passed on yet.
                            .append("sentinel down-after-milliseconds sessions 4000\n")
                            .append("sentinel failover-timeout sessions 10000\n");
                    for (String line : lines) {
                        configuration
                                .append(line.replace("TLS_PORT", Integer.toString(tlsPort)))
                                .append('\n');
                    }
                    Files.createDirectories(folder);
                    Files.writeString(folder.resolve("sentinel.conf"), configuration);
                    return new SentinelProcess(folder, port, tlsPort);
                })
                .required();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** Starts it again, with what it knew. */
    public void start() throws IOException {
        process = new ProcessBuilder(
                        executable().toString(), folder.resolve("sentinel.conf").toString(), "--sentinel")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sentinel.out").toFile())
                .start();
        atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
        await("a sentinel on port " + port, this::answers);
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

    private boolean answers() {
        try (Jedis jedis = new Jedis("127.0.0.1", port)) {
            jedis.ping();
            return true;
        } catch (JedisException away) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the sentinel ended; see " + folder, away);
            }
            return String.valueOf(away.getMessage()).contains("NOAUTH");
        }
    }

    /** Returns the host and the port, separated by a colon. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Returns what it has written since its last start, such as the failovers that it has seen. */
    public String output() {
        try {
            return Files.readString(folder.resolve("sentinel.out"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns the port of TLS connections, if it has been configured. */
    public int tlsPort() {
        return tlsPort;
    }

    /** Returns what it knows about the master. */
    public Map<String, String> master() {
        try (Jedis jedis = new Jedis(new HostAndPort("127.0.0.1", port))) {
            return jedis.sentinelMasters().get(0);
        }
    }

    /** Waits until it could make a failover. */
    public void awaitKnown(int replicas, int otherSentinels) {
        await("replicas and sentinels known to the sentinel", () -> {
            Map<String, String> master = master();
            return "master".equals(master.get("flags"))
                    && Integer.toString(replicas).equals(master.get("num-slaves"))
                    && Integer.toString(otherSentinels).equals(master.get("num-other-sentinels"));
        });
    }

    /** Waits until something is true; fails after a minute. */
    public static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + LONGEST + ": " + what);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** Kills it, as in a crash. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return;
        }
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
