package dev.gatehouse.cookie.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Connects to the master that the sentinels name. A server that calls itself a replica is not used: it would answer
 * reads with what it knows, which may be old. Thread-safe.
 */
final class MasterConnections extends BasePooledObjectFactory<Connection> {

    private final RedisSentinels sentinels;
    private final SentinelWatch watch;
    private final JedisClientConfig client;

    MasterConnections(RedisSentinels sentinels, SentinelWatch watch, JedisClientConfig client) {
        this.sentinels = sentinels;
        this.watch = watch;
        this.client = client;
    }

    @Override
    public Connection create() {
        HostAndPort master = watch.master();
        if (sentinels.refuses(master)) {
            throw new JedisDataException("the sentinels name the master " + master
                    + ", which is on another machine and would not be encrypted; set "
                    + RedisSettings.SENTINEL_TLS.key() + " to on, or " + RedisSettings.ALLOW_PLAINTEXT.key()
                    + " to on if the network is trusted");
        }
        Connection connection = new Connection(master, client);
        boolean used = false;
        try {
            if (!isMaster(connection)) {
                throw new JedisConnectionException("the sentinels name " + master + ", which is a replica");
            }
            used = true;
            return connection;
        } finally {
            if (!used) {
                connection.disconnect();
            }
        }
    }

    private static boolean isMaster(Connection connection) {
        Object reply = connection.executeCommand(Command.ROLE);
        return reply instanceof List<?> parts
                && !parts.isEmpty()
                && parts.get(0) instanceof byte[] role
                && new String(role, StandardCharsets.UTF_8).equals("master");
    }

    @Override
    public PooledObject<Connection> wrap(Connection connection) {
        return new DefaultPooledObject<>(connection);
    }

    /** Returns whether a connection leads to the present master, without asking a server. */
    @Override
    public boolean validateObject(PooledObject<Connection> pooled) {
        Connection connection = pooled.getObject();
        return !connection.isBroken() && watch.isMaster(connection.getHostAndPort());
    }

    @Override
    public void destroyObject(PooledObject<Connection> pooled) {
        pooled.getObject().disconnect();
    }
}
