package dev.gatehouse.benchmarks.scale;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.embedded.RedisServer;

/** A Redis of its own, which keeps nothing on disk. */
record Redis(RedisServer server, Connection connection, int port, long empty) implements Place {

    static Place in(Path folder) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        RedisServer server = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("dir " + folder)
                .setting("save \"\"")
                .build();
        server.start();
        Connection connection = new Connection("127.0.0.1", port);
        return new Redis(server, connection, port, (long) figure(connection, "memory", "used_memory"));
    }

    private static double figure(Connection connection, String section, String name) {
        byte[] reply = (byte[]) connection.executeCommand(new CommandArguments(Command.INFO).add(section));
        return new String(reply, StandardCharsets.US_ASCII)
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "auth.sessions.redis.url", "redis://127.0.0.1:" + port,
                "auth.sessions.redis.timeout", "10s",
                "auth.sessions.redis.connect-timeout", "5s");
    }

    @Override
    public String unit() {
        return "memory of Redis";
    }

    @Override
    public long bytes() {
        return (long) figure(connection, "memory", "used_memory") - empty;
    }

    @Override
    public Duration serverCpu() {
        double seconds = figure(connection, "cpu", "used_cpu_sys") + figure(connection, "cpu", "used_cpu_user");
        return Duration.ofNanos((long) (seconds * 1_000_000_000L));
    }

    @Override
    public void close() throws IOException {
        connection.close();
        server.stop();
    }
}
