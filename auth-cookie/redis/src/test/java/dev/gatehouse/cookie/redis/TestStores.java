package dev.gatehouse.cookie.redis;

import dev.gatehouse.cookie.sessions.SessionClock;
import dev.gatehouse.cookie.testkit.Nodes;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.TestContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.SslOptions;

/** Stores without cache and circuit breaker in front. */
final class TestStores {

    final MovableClock clock = MovableClock.at("2026-01-01T00:00:00Z");
    private final SessionClock time =
            SessionClock.of(TestContext.of("sessions", List.of(), Map.of()).withClock(clock));
    private final List<RedisClient> open = new ArrayList<>();

    static Nodes nodes(String url, String prefix) {
        return new Nodes(
                new RedisSessionsFactory(),
                Map.of(
                        "auth.sessions.redis.url",
                        url,
                        "auth.sessions.redis.prefix",
                        prefix,
                        "auth.sessions.redis.connect-timeout",
                        "5s",
                        "auth.sessions.redis.timeout",
                        "10s"));
    }

    RedisClient redis(String url, String prefix) {
        RedisConfig config = new RedisConfig(
                RedisUrl.parse(url),
                Optional.empty(),
                Optional.empty(),
                prefix,
                10,
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                0);
        RedisClient redis = new RedisClient(config, new RedisPool(config, SslOptions::defaults));
        open.add(redis);
        return redis;
    }

    RedisSessionStore store(String url, String prefix) {
        RedisClient redis = redis(url, prefix);
        return new RedisSessionStore(redis, time, new RedisLoginAttempts(redis, RedisLoginAttempts.ROOM));
    }

    void close() {
        open.forEach(RedisClient::close);
    }
}
