package dev.gatehouse.cookie.redis;

import dev.gatehouse.cookie.testkit.Nodes;
import dev.gatehouse.cookie.testkit.Redis;
import dev.gatehouse.cookie.testkit.RedisServer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** A master, two replicas and three sentinels, all real processes. Closes what it started. */
final class SentinelGroup implements Closeable {

    private final List<RedisServer> servers = new ArrayList<>();
    private final List<SentinelProcess> sentinels = new ArrayList<>();

    /** Starts all and waits until a failover is possible. */
    SentinelGroup(Path folder) throws IOException {
        servers.add(Redis.start(Files.createDirectory(folder.resolve("master"))));
        for (int i = 1; i <= 2; i++) {
            Path own = Files.createDirectory(folder.resolve("replica" + i));
            servers.add(Redis.start(
                    own, "--replicaof", "127.0.0.1", Integer.toString(master().port())));
        }
        awaitReplicas(master(), 2);
        for (int i = 1; i <= 3; i++) {
            sentinels.add(
                    SentinelProcess.start(folder.resolve("sentinel" + i), master().port(), 2));
        }
        sentinels.forEach(sentinel -> sentinel.awaitKnown(2, 2));
    }

    /** Waits until replicas follow a master and have its data. */
    static void awaitReplicas(RedisServer master, int count) {
        SentinelProcess.await(
                count + " replicas",
                () -> master.text("INFO", "replication")
                                .lines()
                                .filter(line -> line.startsWith("slave") && line.contains("state=online"))
                                .count()
                        == count);
    }

    /** Returns what a server says about its replication; empty if it does not answer. */
    String info(RedisServer server) {
        // Its own connection is closed by a sentinel that reconfigures it.
        try (Jedis jedis = new Jedis("127.0.0.1", server.port())) {
            return jedis.info("replication");
        } catch (JedisException away) {
            return "";
        }
    }

    /** Returns the server that was the master at the start. */
    RedisServer master() {
        return servers.get(0);
    }

    List<SentinelProcess> sentinels() {
        return sentinels;
    }

    /** Waits until the sentinels name another master. */
    void awaitFailover() {
        String before = Integer.toString(master().port());
        SentinelProcess.await("a failover", () -> sentinels.stream()
                .noneMatch(sentinel -> sentinel.master().get("port").equals(before)));
    }

    /** Returns nodes that ask the sentinels. */
    Nodes nodes() {
        String addresses = sentinels.stream().map(SentinelProcess::address).collect(Collectors.joining(", "));
        return nodes(addresses);
    }

    /** Returns nodes that ask the sentinels with these addresses. */
    static Nodes nodes(String addresses) {
        return new Nodes(
                new RedisSessionsFactory(),
                Map.of(
                        "auth.sessions.redis.sentinels",
                        addresses,
                        "auth.sessions.redis.sentinel-master",
                        "sessions",
                        "auth.sessions.redis.sentinel-tls",
                        "off",
                        "auth.sessions.redis.connect-timeout",
                        "5s",
                        "auth.sessions.redis.timeout",
                        "10s"));
    }

    @Override
    public void close() {
        sentinels.forEach(SentinelProcess::close);
        servers.forEach(RedisServer::close);
    }
}
