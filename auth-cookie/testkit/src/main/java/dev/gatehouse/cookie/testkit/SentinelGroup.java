package dev.gatehouse.cookie.testkit;

import dev.gatehouse.spi.stability.Incubating;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A Redis master, two replicas and three sentinels, all real processes. The master is named {@code sessions}. Closes
 * what it started. Used by one thread at a time.
 *
 * @since 0.1
 */
@Incubating
public final class SentinelGroup implements Closeable {

    private final List<RedisServer> servers = new ArrayList<>();
    private final List<SentinelProcess> sentinels = new ArrayList<>();

    /**
     * Starts all and waits until a failover is possible. If that can't be done, the test is skipped with the reason;
     * with {@code CI=true} it fails.
     */
    public SentinelGroup(Path folder) throws IOException {
        servers.add(Redis.start(Files.createDirectory(folder.resolve("master"))));
        for (int i = 1; i <= 2; i++) {
            Path own = Files.createDirectory(folder.resolve("replica" + i));
            servers.add(Redis.start(own, "--replicaof", "127.0.0.1", Integer.toString(master().port())));
        }
        awaitReplicas(master(), 2);
        for (int i = 1; i <= 3; i++) {
            sentinels.add(SentinelProcess.start(folder.resolve("sentinel" + i), master().port(), 2));
        }
        sentinels.forEach(sentinel -> sentinel.awaitKnown(2, 2));
    }

    /** Waits until replicas follow a master and have its data. */
    public static void awaitReplicas(RedisServer master, int count) {
        SentinelProcess.await(
                count + " replicas",
                () -> master.text("INFO", "replication")
                                .lines()
                                .filter(line -> line.startsWith("slave") && line.contains("state=online"))
                                .count()
                        == count);
    }

    /** Returns what a server says about its replication; empty if it does not answer. */
    public String info(RedisServer server) {
        // Its own connection is closed by a sentinel that reconfigures it.
        try (Jedis jedis = new Jedis("127.0.0.1", server.port())) {
            return jedis.info("replication");
        } catch (JedisException away) {
            return "";
        }
    }

    /** Returns the server that was the master at the start. */
    public RedisServer master() {
        return servers.get(0);
    }

    /** Returns the sentinels. */
    public List<SentinelProcess> sentinels() {
        return sentinels;
    }

    /** Waits until the sentinels name another master. */
    public void awaitFailover() {
        String before = Integer.toString(master().port());
        SentinelProcess.await(
                "a failover",
                () -> sentinels.stream()
                        .noneMatch(sentinel -> before.equals(sentinel.master().get("port"))));
    }

    /** Returns what the sentinels have written. */
    public String output() {
        return sentinels.stream().map(SentinelProcess::output).collect(Collectors.joining("\n"));
    }

    /** Returns the addresses of the sentinels, separated by commas. */
    public String addresses() {
        return sentinels.stream().map(SentinelProcess::address).collect(Collectors.joining(", "));
    }

    /**
     * Kills the first master, as in a crash, when both replicas have all that it had accepted before this call. What it
     * accepts during this call may be lost, since replication is asynchronous.
     */
    public void killMaster() {
        Object confirmed;
        try (Jedis jedis = new Jedis("127.0.0.1", master().port())) {
            // WAIT counts for the writes of its own connection alone.
            jedis.set("gatehouse:before-the-kill", "");
            confirmed = jedis.waitReplicas(2, 0);
        }
        if (!Long.valueOf(2).equals(confirmed)) {
            throw new IllegalStateException("replicas that confirmed: " + confirmed);
        }
        master().stop();
    }

    @Override
    public void close() {
        sentinels.forEach(SentinelProcess::close);
        servers.forEach(RedisServer::close);
    }
}
