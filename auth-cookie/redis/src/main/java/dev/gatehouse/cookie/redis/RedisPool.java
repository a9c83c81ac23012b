package dev.gatehouse.cookie.redis;

import java.time.Duration;
import java.util.function.Supplier;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * A pool of connections to Redis. When one turns out to be broken, so are those that wait in the pool, most likely: they are closed, and the call is made once more on a new
 * one while there is time. So a Redis that was restarted or replaced is used by the first call. Thread-safe.
 */
final class RedisPool implements AutoCloseable {

    /** What is done in a call. */
    @FunctionalInterface
    interface Work<T> {
        T in(RedisCall call) throws RedisErrorException;
    }

    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RedisConfig terms;
    private final ConnectionPool pool;

    /**
     * Makes a pool without connections.
     *
     * @param tls makes the encrypted ones; asked when there are any
     */
    RedisPool(RedisConfig terms, Supplier<SslOptions> tls) {
        this(terms, tls, terms.connectTimeout());
    }

    private RedisPool(RedisConfig terms, Supplier<SslOptions> tls, Duration handshake) {
        this.terms = terms;
        this.pool = new ConnectionPool(
                new HostAndPort(terms.url().host(), terms.url().port()), client(terms, tls, handshake), limits(terms));
    }

    /**
     * Makes a pool for the check at the start. A server that accepts the connection has 30 seconds for the handshake
     * and for each reply, so that a slow one is not taken for one that is not there.
     */
    static RedisPool patient(RedisConfig terms, Supplier<SslOptions> tls) {
        return new RedisPool(terms.withTimeout(PATIENCE), tls, PATIENCE);
    }

    /**
     * Does something on one connection.
     *
     * @param repeatable whether it may be done once more when it may have been done already
     */
    <T> T call(Work<T> work, boolean repeatable) throws RedisErrorException {
        long end = System.nanoTime() + terms.whole().toNanos();
        try {
            return attempt(work, end);
        } catch (JedisConnectionException broken) {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (!repeatable || left.compareTo(terms.connectTimeout().plus(terms.timeout())) < 0) {
                throw broken;
            }
            return attempt(work, end);
        }
    }

    private <T> T attempt(Work<T> work, long end) throws RedisErrorException {
        try (Connection connection = pool.getResource()) {
            try {
                return work.in(new RedisCall(connection, terms.timeout(), end));
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
            // The handshake of a new connection.
            throw new RedisErrorException(String.valueOf(refused.getMessage()));
        }
    }

    private static JedisClientConfig client(RedisConfig terms, Supplier<SslOptions> tls, Duration handshake) {
        DefaultJedisClientConfig.Builder client = DefaultJedisClientConfig.builder()
                // That is AUTH and the second version of the protocol, on every server.
                .serverDefaultProtocol()
                .autoNegotiateProtocol(false)
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .connectionTimeoutMillis((int) terms.connectTimeout().toMillis())
                // Of the handshake; each command sets its own.
                .socketTimeoutMillis((int) handshake.toMillis())
                .database(terms.url().database());
        terms.user().ifPresent(client::user);
        terms.password().ifPresent(password -> client.password(password.reveal()));
        if (terms.url().tls()) {
            client.sslOptions(tls.get());
        }
        return client.build();
    }

    private static GenericObjectPoolConfig<Connection> limits(RedisConfig terms) {
        GenericObjectPoolConfig<Connection> limits = new GenericObjectPoolConfig<>();
        limits.setMaxTotal(terms.poolSize());
        limits.setMaxIdle(terms.poolSize());
        limits.setMaxWait(terms.connectTimeout());
        limits.setMinEvictableIdleDuration(IDLE);
        limits.setTimeBetweenEvictionRuns(IDLE.dividedBy(2));
        limits.setJmxEnabled(false);
        return limits;
    }

    @Override
    public void close() {
        pool.close();
    }
}
