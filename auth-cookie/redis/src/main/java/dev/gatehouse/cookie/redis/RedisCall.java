package dev.gatehouse.cookie.redis;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/** A call to Redis: a connection and the deadline of the whole call. Used by one thread. */
final class RedisCall {

    private final Connection connection;
    private final Duration timeout;
    private final long end;

    /**
     * Starts a call.
     *
     * @param timeout how long to wait for each reply
     * @param end the deadline on the scale of {@link System#nanoTime()}
     */
    RedisCall(Connection connection, Duration timeout, long end) {
        this.connection = connection;
        this.timeout = timeout;
        this.end = end;
    }

    /**
     * Sends a command and returns the reply: a {@code Long}, a {@code byte[]}, or a list of those and {@code null}.
     *
     * @param arguments strings and bytes
     */
    Object send(Command command, Object... arguments) throws RedisErrorException {
        return send(new CommandArguments(command).addObjects(arguments));
    }

    /** Runs a script. Sends its source if Redis does not know it, or no longer. */
    Object run(RedisScript script, List<String> keys, List<?> arguments) throws RedisErrorException {
        try {
            return send(script(Command.EVALSHA, script.sha1(), keys, arguments));
        } catch (JedisNoScriptException unknown) {
            return send(script(Command.EVAL, script.text(), keys, arguments));
        }
    }

    /** Returns how long to wait for each reply. */
    Duration timeout() {
        return timeout;
    }

    /**
     * Waits until replicas have everything that was written over this connection, and returns how many do.
     *
     * @param longest after which to return a smaller number
     */
    long confirmedBy(int replicas, Duration longest) throws RedisErrorException {
        // Half of what is left, so that the reply arrives in time.
        long millis = Math.min(
                longest.toMillis(), Duration.ofNanos(end - System.nanoTime()).toMillis() / 2);
        // 0 would wait forever.
        return (Long) send(Command.WAIT, Integer.toString(replicas), Long.toString(Math.max(1, millis)));
    }

    private static CommandArguments script(Command command, String script, List<String> keys, List<?> arguments) {
        return new CommandArguments(command)
                .add(script)
                .add(keys.size())
                .addObjects(keys)
                .addObjects(arguments);
    }

    private Object send(CommandArguments command) throws RedisErrorException {
        long left = Math.min(
                timeout.toMillis(), Duration.ofNanos(end - System.nanoTime()).toMillis());
        if (left <= 0) {
            throw new JedisConnectionException("the deadline of the call has passed");
        }
        connection.setSoTimeout((int) left);
        try {
            return Objects.requireNonNull(connection.executeCommand(command), "a reply");
        } catch (JedisNoScriptException unknown) {
            throw unknown;
        } catch (JedisDataException error) {
            throw new RedisErrorException(String.valueOf(error.getMessage()));
        }
    }
}
