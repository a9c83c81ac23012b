package dev.gatehouse.cookie.redis;

import dev.gatehouse.cookie.testkit.Available;
import java.io.Closeable;
import java.io.IOException;
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

/** A real sentinel in a process of its own, on the loopback address. It ends with the JVM at the latest. */
final class SentinelProcess implements Closeable {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Path folder;
    private final int port;
    private Process process;
    private Thread atExit;

    private SentinelProcess(Path folder, int port) throws IOException {
        this.folder = folder;
        this.port = port;
        start();
    }

    /**
     * Starts a sentinel. It watches one master named {@code sessions}.
     *
     * @param folder the folder of its executable and its configuration
     * @param lines further lines of its configuration
     */
    static SentinelProcess start(Path folder, int master, int quorum, String... lines) {
        return Available.start("Redis Sentinel", () -> {
                    int port = freePort();
                    StringBuilder configuration = new StringBuilder("port " + port + "\nbind 127.0.0.1\n")
                            .append("sentinel monitor sessions 127.0.0.1 " + master + " " + quorum + "\n")
                            .append("sentinel down-after-milliseconds sessions 700\n")
                            .append("sentinel failover-timeout sessions 3000\n");
                    for (String line : lines) {
                        configuration.append(line).append('\n');
                    }
                    Files.createDirectories(folder);
                    Files.writeString(folder.resolve("sentinel.conf"), configuration);
                    return new SentinelProcess(folder, port);
                })
                .required();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** Starts it again, with what it knew. */
    void start() throws IOException {
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

    String address() {
        return "127.0.0.1:" + port;
    }

    /** Returns what it knows about the master. */
    Map<String, String> master() {
        try (Jedis jedis = new Jedis(new HostAndPort("127.0.0.1", port))) {
            return jedis.sentinelMasters().get(0);
        }
    }

    /** Waits until it could make a failover. */
    void awaitKnown(int replicas, int otherSentinels) {
        await("replicas and sentinels known to the sentinel", () -> {
            Map<String, String> master = master();
            return master.get("flags").equals("master")
                    && Integer.parseInt(master.get("num-slaves")) == replicas
                    && Integer.parseInt(master.get("num-other-sentinels")) == otherSentinels;
        });
    }

    /** Waits until something is true; fails after a minute. */
    static void await(String what, BooleanSupplier condition) {
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
