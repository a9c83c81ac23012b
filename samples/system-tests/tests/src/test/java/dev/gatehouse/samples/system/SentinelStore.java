package dev.gatehouse.samples.system;

import dev.gatehouse.cookie.testkit.RedisServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** A Redis with two replicas and three sentinels, all real processes. Stopping it kills the first master. */
final class SentinelStore implements Store {

    private static final Duration POLL = Duration.ofMillis(20);

    private record Sentinel(Process process, int port) {}

    private final Path folder;
    private final List<RedisServer> servers = new ArrayList<>();
    private final List<Sentinel> sentinels = new ArrayList<>();

    private SentinelStore(Path folder) throws IOException {
        this.folder = folder;
        try {
            servers.add(server("master"));
            String master = Integer.toString(servers.get(0).port());
            for (String name : List.of("replica-1", "replica-2")) {
                servers.add(server(name, "--replicaof", "127.0.0.1", master));
            }
            for (int i = 1; i <= 3; i++) {
                sentinels.add(sentinel("sentinel-" + i, master));
            }
            awaitFailoverPossible(master);
        } catch (IOException | RuntimeException | Error failure) {
            close();
            throw failure;
        }
    }

    /** Starts all. Where that can't be done the test is skipped, or fails where CI says that it can. */
    static SentinelStore open(Path folder) {
        SentinelStore started = null;
        try {
            started = new SentinelStore(folder);
        } catch (IOException | RuntimeException problem) {
            Prerequisite.require(false, "Redis Sentinel could not be started: " + problem);
        }
        return started;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "auth.sessions.redis.sentinels",
                sentinels.stream()
                        .map(sentinel -> "127.0.0.1:" + sentinel.port())
                        .collect(Collectors.joining(", ")));
    }

    /** Kills the first master. */
    @Override
    public void stop() {
        servers.get(0).stop();
    }

    /** Starts the former master again; the sentinels make it a replica. */
    @Override
    public void start() throws IOException {
        servers.get(0).start();
    }

    private RedisServer server(String name, String... options) throws IOException {
        return RedisServer.start(Files.createDirectory(folder.resolve(name)), options);
    }

    private Sentinel sentinel(String name, String master) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path configuration = folder.resolve(name + ".conf");
        Files.write(
                configuration,
                List.of(
                        "port " + port,
                        "bind 127.0.0.1",
                        "sentinel monitor sessions 127.0.0.1 " + master + " 2",
                        "sentinel down-after-milliseconds sessions 700",
                        "sentinel failover-timeout sessions 3000"));
        Process process = new ProcessBuilder(executable().toString(), configuration.toString(), "--sentinel")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".out").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new Sentinel(process, port);
    }

    /** The same file serves as a server and as a sentinel. */
    private Path executable() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("master").resolve("bin"))) {
            return files.findFirst().orElseThrow();
        }
    }

    /** Waits until each sentinel knows what a failover needs. */
    private void awaitFailoverPossible(String master) throws IOException {
        for (Sentinel sentinel : sentinels) {
            while (!knows(sentinel, Map.of("num-slaves", "2", "num-other-sentinels", "2", "port", master))) {
                if (!sentinel.process().isAlive() || Thread.currentThread().isInterrupted()) {
                    throw new IOException("the sentinels did not find each other and the replicas: " + output());
                }
                LockSupport.parkNanos(POLL.toNanos());
            }
        }
    }

    private static boolean knows(Sentinel sentinel, Map<String, String> wanted) {
        try (Jedis jedis = new Jedis("127.0.0.1", sentinel.port())) {
            Map<String, String> known = jedis.sentinelMasters().get(0);
            return known.get("flags").equals("master")
                    && wanted.entrySet().stream()
                            .allMatch(entry -> entry.getValue().equals(known.get(entry.getKey())));
        } catch (JedisException notYet) {
            return false;
        }
    }

    private String output() throws IOException {
        StringBuilder all = new StringBuilder();
        for (int i = 1; i <= sentinels.size(); i++) {
            all.append(Files.readString(folder.resolve("sentinel-" + i + ".out"), StandardCharsets.UTF_8));
        }
        return all.toString();
    }

    @Override
    public void close() {
        for (Sentinel sentinel : sentinels) {
            sentinel.process().destroyForcibly();
            try {
                sentinel.process().waitFor();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        servers.forEach(RedisServer::close);
    }
}
