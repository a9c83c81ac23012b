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
 * Makes the sessions named {@code redis}: kept in Redis, so they are shared by any number of nodes, and outlive a
 * restart of Redis as far as its persistence goes. The start is refused when Redis refuses the user or one of the
 * commands that are needed, or shows a certificate that is not accepted, and goes on while it is not there: until it
 * is, requests with a session cookie are answered with 503. TLS connections check the server's certificate against the
 * trust store of the JVM, and its name. A server with a bad certificate that is met later is not used either: the log
 * and the health say so. Thread-safe.
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
     * Makes a factory with a trust store of its own.
     *
     * @param tls asked when a connection has to be encrypted
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
        RedisConfig terms = RedisConfig.of(context.settings());
        RedisClient redis = new RedisClient(terms, new RedisPool(terms, tls));
        try {
            String refusal = refusal(redis, terms);
            if (refusal != null) {
                throw context.settings().refuse(RedisSettings.URL, refusal);
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

    private @Nullable String refusal(RedisClient redis, RedisConfig terms) {
        try (RedisPool patient = RedisPool.patient(terms, tls)) {
            return redis.refusal(patient);
        }
    }
}
