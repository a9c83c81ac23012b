package dev.gatehouse.cookie.redis;

import dev.gatehouse.cookie.testkit.Nodes;
import java.util.Map;

/** Nodes that find their Redis by sentinels. */
final class SentinelNodes {

    private SentinelNodes() {}

    /** Returns nodes that ask the sentinels with these addresses for the master {@code sessions}. */
    static Nodes of(String addresses) {
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
}
