package dev.gatehouse.cookie.redis;

import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.Settings;
import java.time.Duration;
import java.util.Optional;

/**
 * How to connect to Redis. {@link #toString()} shows no credential.
 *
 * @param prefix the prefix of all keys
 * @param connectTimeout how long to wait for a free connection, and for a new one
 * @param timeout how long to wait for a reply
 */
record RedisConfig(
        RedisUrl url,
        Optional<String> user,
        Optional<Secret> password,
        String prefix,
        int poolSize,
        Duration connectTimeout,
        Duration timeout) {

    static RedisConfig of(Settings settings) {
        RedisUrl url = settings.get(RedisSettings.URL);
        if (url.readableInTransit() && !settings.get(RedisSettings.ALLOW_PLAINTEXT)) {
            throw settings.refuse(
                    RedisSettings.URL,
                    "it is on another machine and not encrypted, so that sessions could be read and changed in"
                            + " transit; use rediss, or set "
                            + RedisSettings.ALLOW_PLAINTEXT.key()
                            + " to on if the network is trusted");
        }
        Optional<String> user = settings.find(RedisSettings.USER);
        Optional<Secret> password = settings.find(RedisSettings.PASSWORD);
        if (user.isPresent() && password.isEmpty()) {
            throw settings.refuse(
                    RedisSettings.USER, "the user has no password; set " + RedisSettings.PASSWORD.key() + " as well");
        }
        return new RedisConfig(
                url,
                user,
                password,
                settings.get(RedisSettings.KEY_PREFIX),
                settings.get(RedisSettings.POOL_SIZE),
                settings.get(RedisSettings.CONNECT_TIMEOUT),
                settings.get(RedisSettings.TIMEOUT));
    }

    RedisConfig withTimeout(Duration other) {
        return new RedisConfig(url, user, password, prefix, poolSize, connectTimeout, other);
    }

    /** Returns the maximum time of a call: for a free connection, a new one, and the replies. */
    Duration whole() {
        return connectTimeout.multipliedBy(2).plus(timeout);
    }

    @Override
    public String toString() {
        return "RedisConfig[" + url.host() + ":" + url.port() + "]";
    }
}
