package dev.gatehouse.cookie.redis;

import java.time.Duration;
import java.util.function.Supplier;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * A pool of connections to Redis. If one is broken, the idle ones most likely are, too: they are closed, and the call
 * is repeated on a new connection if there is time. So the first call uses a Redis that was restarted or replaced.
 * Thread-safe.
 */
final class RedisPool implements AutoCloseable {

    /** The work of a call. */
    @FunctionalInterface
    interface Work<T> {
        T in(RedisCall call) throws RedisErrorException;
    }

    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RedisConfig config;
    private final ConnectionPool pool;
    private final @Nullable SentinelWatch watch;

    /**
     * Creates a pool without connections.
     *
     * @param tls creates the TLS options; called if connections are encrypted
     */
    RedisPool(RedisConfig config, Supplier<SslOptions> tls) {
        this(config, tls, config.connectTimeout());
    }

    private RedisPool(RedisConfig config, Supplier<SslOptions> tls, Duration handshake) {
        this.config = config;
        DefaultJedisClientConfig.Builder client = client(config, tls, handshake);
        config.user().ifPresent(client::user);
        config.password().ifPresent(password -> client.password(password.reveal()));
        GenericObjectPoolConfig<Connection> limits = limits(config);
        if (config.address() instanceof RedisSentinels sentinels) {
            DefaultJedisClientConfig.Builder ofSentinel = client(config, tls, handshake);
            sentinels.user().ifPresent(ofSentinel::user);
            sentinels.password().ifPresent(password -> ofSentinel.password(password.reveal()));
            this.watch = new SentinelWatch(sentinels, ofSentinel.build(), handshake);
            // So that no connection to a former master is used.
            limits.setTestOnBorrow(true);
            this.pool = new ConnectionPool(new MasterConnections(sentinels, watch, client.build()), limits);
        } else {
            RedisUrl url = (RedisUrl) config.address();
            this.watch = null;
            this.pool = new ConnectionPool(new HostAndPort(url.host(), url.port()), client.build(), limits);
        }
    }

    /**
     * Creates a pool for the check at start-up. A server that accepts the connection has 30 seconds for the handshake
     * and for each reply, so that a slow server is not mistaken for one that is down.
     */
    static RedisPool patient(RedisConfig config, Supplier<SslOptions> tls) {
        return new RedisPool(config.withTimeout(PATIENCE), tls, PATIENCE);
    }

    /**
     * Runs work on one connection.
     *
     * @param repeatable whether the work may be repeated after it may have been done
     */
    <T> T call(Work<T> work, boolean repeatable) throws RedisErrorException {
        long end = System.nanoTime() + config.whole().toNanos();
        try {
            return attempt(work, end);
        } catch (JedisConnectionException broken) {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (!repeatable || left.compareTo(config.connectTimeout().plus(config.timeout())) < 0) {
                throw broken;
            }
            return attempt(work, end);
        }
    }

    private <T> T attempt(Work<T> work, long end) throws RedisErrorException {
        try (Connection connection = pool.getResource()) {
            try {
                return work.in(new RedisCall(connection, config.timeout(), end));
            } catch (RedisErrorException refusal) {
                if (refusal.isOfConnection()) {
                    connection.setBroken();
                    pool.clear();
                }
                throw refusal;
            } catch (JedisConnectionException broken) {
                connection.setBroken();
                pool.clear();
                throw broken;
            }
        } catch (JedisDataException refused) {
            // The error came from the handshake of a new connection.
            throw new RedisErrorException(String.valueOf(refused.getMessage()));
        }
    }

    private static DefaultJedisClientConfig.Builder client(
            RedisConfig config, Supplier<SslOptions> tls, Duration handshake) {
        DefaultJedisClientConfig.Builder client = DefaultJedisClientConfig.builder()
                // This uses AUTH and RESP2, which every server supports.
                .serverDefaultProtocol()
                .autoNegotiateProtocol(false)
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .connectionTimeoutMillis((int) config.connectTimeout().toMillis())
                // For the handshake; each command sets its own timeout.
                .socketTimeoutMillis((int) handshake.toMillis())
                .database(config.address().database());
        if (config.address().tls()) {
            client.sslOptions(tls.get());
        }
        return client;
    }

    private static GenericObjectPoolConfig<Connection> limits(RedisConfig config) {
        GenericObjectPoolConfig<Connection> limits = new GenericObjectPoolConfig<>();
        limits.setMaxTotal(config.poolSize());
        limits.setMaxIdle(config.poolSize());
        limits.setMaxWait(config.connectTimeout());
        limits.setMinEvictableIdleDuration(IDLE);
        limits.setTimeBetweenEvictionRuns(IDLE.dividedBy(2));
        limits.setJmxEnabled(false);
        return limits;
    }

    @Override
    public void close() {
        pool.close();
        if (watch != null) {
            watch.close();
        }
    }
}
