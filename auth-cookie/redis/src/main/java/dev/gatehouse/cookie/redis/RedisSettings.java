package dev.gatehouse.cookie.redis;

import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.Setting;
import java.time.Duration;
import java.util.List;
import redis.clients.jedis.HostAndPort;

/** The settings of Redis. */
final class RedisSettings {

    private static final String PREFIX = "auth.sessions.redis.";
    private static final int LONGEST_PREFIX = 100;

    static final Setting<RedisUrl> URL = Setting.of(
            PREFIX + "url",
            "Redis URL",
            "Redis of the sessions: rediss://host:port, or redis://host:port without encryption. A suffix /number"
                    + " selects a"
                    + " database. User and password have their own settings. Set either this or the sentinels.",
            RedisUrl::parse);

    static final Setting<List<HostAndPort>> SENTINELS = Setting.of(
            PREFIX + "sentinels",
            "list of host:port",
            "Redis Sentinels that know the address of the master, separated by commas. The port is 26379 by default."
                    + " List all of them: the master is the one that most of the answers name. Default: none; the"
                    + " url names the Redis.",
            RedisSentinels::parse);

    static final Setting<String> SENTINEL_MASTER = Setting.of(
            PREFIX + "sentinel-master",
            "string",
            "Name of the master in the configuration of the sentinels. Required with sentinels. Default: none.",
            RedisSentinels::checkedName);

    static final Setting<Boolean> SENTINEL_TLS = Setting.flag(
                    PREFIX + "sentinel-tls",
                    "Whether the connections to the sentinels and to the master that they name are encrypted. The"
                            + " certificates must match the hosts of the sentinels and the host that they announce"
                            + " for the master.")
            .defaultsTo("on");

    static final Setting<String> SENTINEL_USER = Setting.string(
            PREFIX + "sentinel-user",
            "Name of the user of the sentinels. Without it, the sentinels use the user named default.");

    static final Setting<Secret> SENTINEL_PASSWORD = Setting.secret(
            PREFIX + "sentinel-password",
            "Password of the user of the sentinels. Without it, no password is sent to the sentinels: user and"
                    + " password of Redis are for Redis alone.");

    static final Setting<Integer> WAIT_FOR_REPLICAS = Setting.integer(
            PREFIX + "wait-for-replicas",
            "Number of replicas that must confirm the end of a session, so that a failover does not revive it. If"
                    + " fewer confirm it within half of the timeout, the session is ended on the master and the"
                    + " request is answered with 503. 0 does not wait. Default: 1 with sentinels, otherwise 0.",
            0,
            10);

    /** The settings that make sense with sentinels only. */
    static final List<Setting<?>> OF_SENTINELS =
            List.of(SENTINEL_MASTER, SENTINEL_TLS, SENTINEL_USER, SENTINEL_PASSWORD);

    static final Setting<Boolean> ALLOW_PLAINTEXT = Setting.flag(
                    PREFIX + "allow-plaintext",
                    "Whether a Redis on another machine may be used without encryption. An attacker on the network"
                            + " can then read"
                            + " its password and take over sessions.")
            .defaultsTo("off");

    static final Setting<String> USER =
            Setting.string(PREFIX + "user", "Name of the Redis user. Without it, Redis uses the user named default.");

    static final Setting<Secret> PASSWORD = Setting.secret(PREFIX + "password", "Password of the Redis user.");

    static final Setting<String> KEY_PREFIX = Setting.of(
                    PREFIX + "prefix",
                    "string",
                    "Prefix of all keys, so that several applications can share a database: letters, digits and . :"
                            + " _ - { }.",
                    RedisSettings::checkedPrefix)
            .defaultsTo("gatehouse:");

    static final Setting<Integer> POOL_SIZE = Setting.integer(
                    PREFIX + "pool-size",
                    "Maximum number of connections to Redis. Up to three times as many calls may be in progress;"
                            + " further ones are"
                            + " answered with 503.",
                    1,
                    200)
            .defaultsTo("10");

    static final Setting<Duration> CONNECT_TIMEOUT = Setting.duration(
                    PREFIX + "connect-timeout",
                    "Maximum time to wait for a free connection, and for a new one.",
                    Duration.ofMillis(100),
                    Duration.ofSeconds(5))
            .defaultsTo("500ms");

    static final Setting<Duration> TIMEOUT = Setting.duration(
                    PREFIX + "timeout",
                    "Maximum time to wait for a reply of Redis. A request that takes longer is answered with 503.",
                    Duration.ofMillis(100),
                    Duration.ofSeconds(10))
            .defaultsTo("1s");

    private RedisSettings() {}

    static List<Setting<?>> all() {
        return List.of(
                URL,
                SENTINELS,
                SENTINEL_MASTER,
                SENTINEL_TLS,
                SENTINEL_USER,
                SENTINEL_PASSWORD,
                ALLOW_PLAINTEXT,
                USER,
                PASSWORD,
                KEY_PREFIX,
                POOL_SIZE,
                CONNECT_TIMEOUT,
                TIMEOUT,
                WAIT_FOR_REPLICAS);
    }

    private static String checkedPrefix(String text) {
        if (text.length() > LONGEST_PREFIX || !text.matches("[A-Za-z0-9.:_{}-]+")) {
            throw new IllegalArgumentException(
                    "expected at most " + LONGEST_PREFIX + " letters, digits and . : _ - { }");
        }
        return text;
    }
}
