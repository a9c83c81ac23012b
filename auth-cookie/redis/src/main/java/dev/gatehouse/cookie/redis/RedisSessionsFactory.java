package dev.gatehouse.cookie.redis;

import dev.gatehouse.cookie.sessions.SessionClock;
import dev.gatehouse.cookie.sessions.StoredSessions;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsFactory;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.stability.Stable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;

/**
 * Creates the sessions named {@code redis}. Any number of nodes share them, and they outlive a restart of Redis as far
 * as its persistence goes.
 *
 * <p>If Redis rejects the user or a required command, or has an untrusted certificate, the start is refused. If Redis
 * is down, the host starts; requests with a session cookie are answered with 503 until it is up. TLS connections verify
 * the certificate of the server with the trust store of the JVM, and its host name. A server whose certificate turns
 * out to be untrusted later is not used either; log and health report it. Thread-safe.
 *
 * @since 0.1
 */
@Stable
public final class RedisSessionsFactory implements SessionsFactory {

    private final Supplier<SslOptions> tls;

    /** For {@link java.util.ServiceLoader}. */
    public RedisSessionsFactory() {
        this(() -> SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL).build());
    }

    /**
     * Creates a factory with a trust store of its own.
     *
     * @param tls called if connections are encrypted
     */
    RedisSessionsFactory(Supplier<SslOptions> tls) {
        this.tls = tls;
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public List<Setting<?>> settings() {
        List<Setting<?>> settings = new ArrayList<>(RedisSettings.all());
        settings.addAll(StoredSessions.settings());
        return List.copyOf(settings);
    }

    @Override
    public Sessions create(MechanismContext context) {
        RedisConfig config = RedisConfig.of(context.settings());
        if (context.checkOnly()) {
            return StoredSessions.unopened(context);
        }
        RedisClient redis = new RedisClient(config, new RedisPool(config, tls));
        try {
            String refusal = refusal(redis, config);
            if (refusal != null) {
                Setting<?> address = config.address() instanceof RedisUrl ? RedisSettings.URL : RedisSettings.SENTINELS;
                throw context.settings().refuse(address, refusal);
            }
            SessionClock time = SessionClock.of(context);
            return StoredSessions.shared(
                    context,
                    new RedisSessionStore(redis, time, new RedisLoginAttempts(redis, RedisLoginAttempts.ROOM)));
        } catch (RuntimeException | Error refused) {
            redis.close();
            throw refused;
        }
    }

    private @Nullable String refusal(RedisClient redis, RedisConfig config) {
        try (RedisPool patient = RedisPool.patient(config, tls)) {
            return redis.refusal(patient);
        }
    }
}
