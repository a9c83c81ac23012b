package dev.gatehouse.cookie.redis;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** A sentinel and a connection to it, which is kept between questions. Asked by one thread. */
final class Sentinel implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sentinel.class);

    private final HostAndPort address;
    private final JedisClientConfig client;
    private volatile @Nullable Jedis connection;
    private boolean silent;

    Sentinel(HostAndPort address, JedisClientConfig client) {
        this.address = address;
        this.client = client;
    }

    /**
     * Returns the address of a master; empty if this sentinel does not know that name.
     *
     * @throws JedisException if there is no answer; the message contains no credential
     */
    Optional<HostAndPort> master(String name) {
        try {
            Jedis open = connection;
            if (open == null) {
                open = new Jedis(address, client);
                connection = open;
            }
            List<String> parts = open.sentinelGetMasterAddrByName(name);
            if (silent) {
                silent = false;
                LOG.info("the sentinel {} answers again", address);
            }
            return parts == null || parts.size() != 2
                    ? Optional.empty()
                    : Optional.of(new HostAndPort(parts.get(0), Integer.parseInt(parts.get(1))));
        } catch (JedisDataException refusal) {
            close();
            String message = "the sentinel " + address + " answers "
                    + RedisErrorException.withoutEcho(String.valueOf(refusal.getMessage()));
            report(message);
            throw new JedisDataException(message);
        } catch (JedisException away) {
            close();
            report("the sentinel " + address + " does not answer: " + away.getMessage());
            throw away;
        }
    }

    // Once, not at every question.
    private void report(String message) {
        if (!silent) {
            silent = true;
            LOG.warn("{}", message);
        }
    }

    @Override
    public void close() {
        Jedis open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (JedisException broken) {
                // It is closed all the same.
            }
        }
    }
}
