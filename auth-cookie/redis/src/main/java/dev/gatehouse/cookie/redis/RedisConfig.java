package dev.gatehouse.cookie.redis;

import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import java.time.Duration;
import java.util.Optional;

/**
 * How to connect to Redis. {@link #toString()} shows no credential.
 *
 * @param prefix the prefix of all keys
 * @param connectTimeout how long to wait for a free connection, and for a new one
 * @param timeout how long to wait for a reply
 * @param replicas how many replicas must confirm the end of a session
 */
record RedisConfig(
        RedisAddress address,
        Optional<String> user,
        Optional<Secret> password,
        String prefix,
        int poolSize,
        Duration connectTimeout,
        Duration timeout,
        int replicas) {

    static RedisConfig of(Settings settings) {
        boolean byUrl = settings.find(RedisSettings.SENTINELS).isEmpty();
        RedisAddress address = byUrl ? url(settings) : sentinels(settings);
        Optional<String> user = settings.find(RedisSettings.USER);
        Optional<Secret> password = settings.find(RedisSettings.PASSWORD);
        if (user.isPresent() && password.isEmpty()) {
            throw settings.refuse(
                    RedisSettings.USER, "the user has no password; set " + RedisSettings.PASSWORD.key() + " as well");
        }
        return new RedisConfig(
                address,
                user,
                password,
                settings.get(RedisSettings.KEY_PREFIX),
                settings.get(RedisSettings.POOL_SIZE),
                settings.get(RedisSettings.CONNECT_TIMEOUT),
                settings.get(RedisSettings.TIMEOUT),
                settings.find(RedisSettings.WAIT_FOR_REPLICAS).orElse(byUrl ? 0 : 1));
    }

    private static RedisUrl url(Settings settings) {
        for (Setting<?> setting : RedisSettings.OF_SENTINELS) {
            if (settings.isSet(setting)) {
                throw settings.refuse(setting, "it has no effect without " + RedisSettings.SENTINELS.key());
            }
        }
        RedisUrl url = settings.get(RedisSettings.URL);
        if (url.readableInTransit() && !settings.get(RedisSettings.ALLOW_PLAINTEXT)) {
            throw settings.refuse(
                    RedisSettings.URL,
                    "it is on another machine and not encrypted, so that sessions could be read and changed in"
                            + " transit; use rediss, or set "
                            + RedisSettings.ALLOW_PLAINTEXT.key()
                            + " to on if the network is trusted");
        }
        return url;
    }

    private static RedisSentinels sentinels(Settings settings) {
        if (settings.isSet(RedisSettings.URL)) {
            throw settings.refuse(
                    RedisSettings.SENTINELS,
                    RedisSettings.URL.key() + " is set as well; set one of the two, because the sentinels name the"
                            + " address of Redis");
        }
        Optional<String> user = settings.find(RedisSettings.SENTINEL_USER);
        Optional<Secret> password = settings.find(RedisSettings.SENTINEL_PASSWORD);
        if (user.isPresent() && password.isEmpty()) {
            throw settings.refuse(
                    RedisSettings.SENTINEL_USER,
                    "the user has no password; set " + RedisSettings.SENTINEL_PASSWORD.key() + " as well");
        }
        RedisSentinels sentinels = new RedisSentinels(
                settings.get(RedisSettings.SENTINELS),
                settings.get(RedisSettings.SENTINEL_MASTER),
                settings.get(RedisSettings.SENTINEL_TLS),
                settings.get(RedisSettings.ALLOW_PLAINTEXT),
                user,
                password);
        if (sentinels.readableInTransit()) {
            throw settings.refuse(
                    RedisSettings.SENTINELS,
                    "one is on another machine and not encrypted, so that an attacker on the network could name another"
                            + " Redis; set " + RedisSettings.SENTINEL_TLS.key() + " to on, or "
                            + RedisSettings.ALLOW_PLAINTEXT.key() + " to on if the network is trusted");
        }
        return sentinels;
    }

    RedisConfig withTimeout(Duration other) {
        return new RedisConfig(address, user, password, prefix, poolSize, connectTimeout, other, replicas);
    }

    /** Returns the maximum time of a call: for a free connection, a new one, and the replies. */
    Duration whole() {
        return connectTimeout.multipliedBy(2).plus(timeout);
    }

    @Override
    public String toString() {
        return "RedisConfig[" + address + "]";
    }
}
