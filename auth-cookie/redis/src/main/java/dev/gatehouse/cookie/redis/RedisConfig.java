package dev.gatehouse.cookie.redis;

import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.Settings;
import java.time.Duration;
import java.util.Optional;

/**
 * How Redis is reached. {@link #toString()} shows no credential.
 *
 * @param prefix what all keys begin with
 * @param connectTimeout how long to wait for a free connection, and how long for a new one
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
        if (url.readableOnTheWay() && !settings.get(RedisSettings.ALLOW_PLAINTEXT)) {
            throw settings.refuse(
                    RedisSettings.URL,
                    "it leads to another machine without encryption, so sessions could be read and changed on the way; use rediss, or set "
                            + RedisSettings.ALLOW_PLAINTEXT.key()
                            + " to on where the network in between is trusted");
        }
        Optional<String> user = settings.find(RedisSettings.USER);
        Optional<Secret> password = settings.find(RedisSettings.PASSWORD);
        if (user.isPresent() && password.isEmpty()) {
            throw settings.refuse(
                    RedisSettings.USER, "it has no password; set " + RedisSettings.PASSWORD.key() + " as well");
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

    /** Returns how long a call takes as a whole: for a free connection, a new one, and the replies. */
    Duration whole() {
        return connectTimeout.multipliedBy(2).plus(timeout);
    }

    @Override
    public String toString() {
        return "RedisConfig[" + url.host() + ":" + url.port() + "]";
    }
}
