package dev.gatehouse.cookie.redis;

import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.Setting;
import java.time.Duration;
import java.util.List;

/** What can be set. */
final class RedisSettings {

    private static final String PREFIX = "auth.sessions.redis.";
    private static final int LONGEST_PREFIX = 100;

    static final Setting<RedisUrl> URL = Setting.of(
            PREFIX + "url",
            "Redis URL",
            "Redis of the sessions: rediss://host:port, or redis://host:port without encryption; /number behind it chooses a database. Put user and password into their own settings.",
            RedisUrl::parse);

    static final Setting<Boolean> ALLOW_PLAINTEXT = Setting.flag(
                    PREFIX + "allow-plaintext",
                    "Whether Redis may be reached without encryption beyond this machine; whoever listens on the network in between gets its password and the sessions then.")
            .defaultsTo("off");

    static final Setting<String> USER =
            Setting.string(PREFIX + "user", "User of Redis; without one it is that named default.");

    static final Setting<Secret> PASSWORD = Setting.secret(PREFIX + "password", "Password of that user.");

    static final Setting<String> KEY_PREFIX = Setting.of(
                    PREFIX + "prefix",
                    "text",
                    "What the keys begin with, so that several applications can share a database: letters, digits and . : _ - { }.",
                    RedisSettings::checkedPrefix)
            .defaultsTo("gatehouse:");

    static final Setting<Integer> POOL_SIZE = Setting.integer(
                    PREFIX + "pool-size",
                    "How many connections to Redis there are at most. Three times as many calls may be under way; others are answered with 503.",
                    1,
                    200)
            .defaultsTo("10");

    static final Setting<Duration> CONNECT_TIMEOUT = Setting.duration(
                    PREFIX + "connect-timeout",
                    "How long to wait for a free connection, and how long for a new one to be made.",
                    Duration.ofMillis(100),
                    Duration.ofSeconds(5))
            .defaultsTo("500ms");

    static final Setting<Duration> TIMEOUT = Setting.duration(
                    PREFIX + "timeout",
                    "How long to wait for a reply of Redis; after that the answer is 503.",
                    Duration.ofMillis(100),
                    Duration.ofSeconds(10))
            .defaultsTo("1s");

    private RedisSettings() {}

    static List<Setting<?>> all() {
        return List.of(URL, ALLOW_PLAINTEXT, USER, PASSWORD, KEY_PREFIX, POOL_SIZE, CONNECT_TIMEOUT, TIMEOUT);
    }

    private static String checkedPrefix(String text) {
        if (text.length() > LONGEST_PREFIX || !text.matches("[A-Za-z0-9.:_{}-]+")) {
            throw new IllegalArgumentException(
                    "expected at most " + LONGEST_PREFIX + " letters, digits and . : _ - { }");
        }
        return text;
    }
}
