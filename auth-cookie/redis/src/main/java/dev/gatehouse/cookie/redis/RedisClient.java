package dev.gatehouse.cookie.redis;

import dev.gatehouse.cookie.sessions.StoreCircuitBreaker;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/** The Redis of the sessions behind its gate. Thread-safe. */
final class RedisClient implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisClient.class);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final String POLICY = "maxmemory_policy:";

    private record Answer<T>(@Nullable T value, @Nullable RedisErrorException damage) {}

    private final String prefix;
    private final RedisPool pool;
    private final StoreCircuitBreaker gate;
    private final AtomicBoolean inspected = new AtomicBoolean();
    private final AtomicBoolean distrusted = new AtomicBoolean();

    RedisClient(RedisConfig terms, RedisPool pool) {
        this.prefix = terms.prefix();
        this.pool = pool;
        this.gate = new StoreCircuitBreaker("the Redis of the sessions", 3 * terms.poolSize(), System::nanoTime);
    }

    String prefix() {
        return prefix;
    }

    <T> T call(RedisPool.Work<T> work) throws SessionsUnavailableException {
        return call(work, true);
    }

    /** Makes a call that is not repeated on another connection, because it counts each time. */
    <T> T callOnce(RedisPool.Work<T> work) throws SessionsUnavailableException {
        return call(work, false);
    }

    private <T> T call(RedisPool.Work<T> work, boolean repeatable) throws SessionsUnavailableException {
        Answer<T> answer = gate.call(() -> {
            try {
                return new Answer<>(ask(work, repeatable), null);
            } catch (RedisErrorException refusal) {
                if (!refusal.isOfOneKey()) {
                    throw refusal;
                }
                return new Answer<>(null, refusal);
            }
        });
        if (answer.damage() != null) {
            LOG.error(
                    "something else is kept under a key of the sessions: {}",
                    answer.damage().getMessage());
            throw new SessionsUnavailableException("a key of the sessions is damaged", RETRY, answer.damage());
        }
        inspect(pool);
        return Objects.requireNonNull(answer.value());
    }

    // A bad certificate may be met long after the start, when a server takes another one's place.
    private <T> T ask(RedisPool.Work<T> work, boolean repeatable) throws RedisErrorException, UntrustedServerException {
        try {
            T value = pool.call(work, repeatable);
            // Read first: all requests share it, and it hardly ever changes.
            if (distrusted.get()) {
                distrusted.set(false);
            }
            return value;
        } catch (JedisException failure) {
            UntrustedServerException untrusted = UntrustedServerException.in(failure);
            if (untrusted == null) {
                throw failure;
            }
            if (distrusted.compareAndSet(false, true)) {
                LOG.error("the Redis of the sessions is not used: {}", untrusted.getMessage());
            }
            throw untrusted;
        }
    }

    Health health() {
        return gate.health(() -> ask(this::probe, true));
    }

    /**
     * Returns what is wrong with the configuration and what to do about it. Returns {@code null} also for a Redis that
     * is not there, which is only logged.
     *
     * @param patient asks for it
     */
    @Nullable
    String refusal(RedisPool patient) {
        try {
            patient.call(this::probe, true);
            inspect(patient);
        } catch (RedisErrorException refusal) {
            if (refusal.isFinal()) {
                return "Redis refuses: " + refusal.getMessage()
                        + "; correct url, user or password, or give the user the rights that docs/sessions.md lists";
            }
            LOG.warn("the Redis of the sessions can't be used yet: {}", refusal.getMessage());
        } catch (JedisException away) {
            UntrustedServerException untrusted = UntrustedServerException.in(away);
            if (untrusted != null) {
                return untrusted.getMessage();
            }
            LOG.warn("the Redis of the sessions can't be reached yet: {}", away.getMessage());
        }
        return null;
    }

    private Object probe(RedisCall call) throws RedisErrorException {
        return call.run(RedisScript.PROBE, List.of(prefix + "probe:"), List.of());
    }

    // Once, as soon as Redis is there.
    private void inspect(RedisPool by) {
        if (inspected.get() || !inspected.compareAndSet(false, true)) {
            return;
        }
        try {
            String info = by.call(
                    call -> new String((byte[]) call.send(Command.INFO, "memory"), StandardCharsets.UTF_8), true);
            info.lines()
                    .filter(line -> line.startsWith(POLICY) && !line.equals(POLICY + "noeviction"))
                    .forEach(line -> LOG.warn(
                            "the Redis of the sessions has {}: when it is full it throws sessions away, which logs people out; set maxmemory-policy to noeviction",
                            line.strip()));
        } catch (RedisErrorException refusal) {
            LOG.info("whether the Redis of the sessions may throw keys away can't be seen: {}", refusal.getMessage());
        } catch (JedisException away) {
            inspected.set(false);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
