package dev.gatehouse.cookie.redis;

import dev.gatehouse.cookie.sessions.AttemptLimit;
import dev.gatehouse.cookie.sessions.LoginAttempts;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import redis.clients.jedis.Protocol.Command;

/**
 * Login attempts in one sorted set, timed by the clock of Redis, so that the clocks of nodes do not matter. The set is
 * bounded: if it holds too many keys, new keys share counts. Thread-safe.
 */
final class RedisLoginAttempts implements LoginAttempts {

    /** The number of keys that have counts of their own. */
    static final int ROOM = 1_000_000;

    private static final int SHARED = 1024;
    private static final long NANOS_PER_MICRO = 1000;

    private final RedisClient redis;
    private final String set;
    private final int room;

    RedisLoginAttempts(RedisClient redis, int room) {
        this.redis = redis;
        this.set = redis.prefix() + "tries";
        this.room = room;
    }

    @Override
    public Duration take(Key key, AttemptLimit limit) throws SessionsUnavailableException {
        List<String> arguments = List.of(
                text(key),
                "shared:" + Math.floorMod(key.low(), SHARED),
                micros(limit),
                Integer.toString(limit.attempts()),
                Integer.toString(room));
        long micros = redis.call(call -> number(call.run(RedisScript.TAKE, List.of(set), arguments)));
        return Duration.ofNanos(micros * NANOS_PER_MICRO);
    }

    /** Takes an attempt back at most once: the command may have been executed on a broken connection. */
    @Override
    public void giveBack(Key key, AttemptLimit limit) throws SessionsUnavailableException {
        redis.callOnce(call -> call.run(RedisScript.GIVE_BACK, List.of(set), List.of(text(key), micros(limit))));
    }

    @Override
    public void reset(Key key) throws SessionsUnavailableException {
        redis.call(call -> call.send(Command.ZREM, set, text(key)));
    }

    @Override
    public boolean remembers(Key key) throws SessionsUnavailableException {
        return redis.call(call -> number(call.send(Command.EXISTS, known(key)))) > 0;
    }

    @Override
    public void remember(Key key, Duration time) throws SessionsUnavailableException {
        String millis = Long.toString(Math.max(1, time.toMillis()));
        redis.call(call -> call.send(Command.SET, known(key), "1", "PX", millis));
    }

    private String known(Key key) {
        return redis.prefix() + "k:" + text(key);
    }

    private static String text(Key key) {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(key.high()) + hex.toHexDigits(key.low());
    }

    private static String micros(AttemptLimit limit) {
        return Long.toString(Math.max(1, -Math.floorDiv(-limit.nanos(), NANOS_PER_MICRO)));
    }

    private static long number(Object reply) {
        return (Long) reply;
    }
}
