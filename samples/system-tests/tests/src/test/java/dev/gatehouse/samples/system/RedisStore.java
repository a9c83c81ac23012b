package dev.gatehouse.samples.system;

import dev.gatehouse.cookie.testkit.RedisServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Redis that writes to disk before it answers. With its defaults it may lose sessions and logouts when it is killed.
 */
final class RedisStore implements Store {

    private final RedisServer redis;

    RedisStore(Path folder) throws IOException {
        redis = RedisServer.start(folder, "--appendonly", "yes", "--appendfsync", "always");
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("auth.sessions", "redis", "auth.sessions.redis.url", redis.url());
    }

    /** Kills it. */
    @Override
    public void stop() {
        redis.stop();
    }

    @Override
    public void start() throws IOException {
        redis.start();
    }

    @Override
    public void close() {
        stop();
    }
}
