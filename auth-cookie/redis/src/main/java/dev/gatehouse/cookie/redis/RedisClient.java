package dev.gatehouse.cookie.redis;

import dev.gatehouse.cookie.sessions.StoreCircuitBreaker;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/** The Redis of the sessions behind a circuit breaker. Thread-safe. */
final class RedisClient implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisClient.class);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final String POLICY = "maxmemory_policy:";

    private record Answer<T>(@Nullable T value, @Nullable RedisErrorException damage) {}

    private record Confirmed<T>(T value, long replicas) {}

    private final String prefix;
    private final RedisPool pool;
    private final StoreCircuitBreaker breaker;
    private final ReplicaConfirmation confirmation;
    private final AtomicBoolean inspected = new AtomicBoolean();
    private final AtomicBoolean distrusted = new AtomicBoolean();

    RedisClient(RedisConfig config, RedisPool pool) {
        this.prefix = config.prefix();
        this.pool = pool;
        this.confirmation = new ReplicaConfirmation(config.replicas(), config.prefix());
        this.breaker = new StoreCircuitBreaker("the Redis of the sessions", 3 * config.poolSize(), System::nanoTime);
    }

    String prefix() {
        return prefix;
    }

    <T> T call(RedisPool.Work<T> work) throws SessionsUnavailableException {
        return call(work, true);
    }

    /**
     * Makes a call that ends sessions, and waits until replicas confirm it. Without their confirmation it has happened
     * and fails nevertheless: a failover could undo it. That is no outage, so other calls go on.
     *
     * @param effective whether the call ended something, now or in an earlier attempt
     */
    <T> T end(RedisPool.Work<T> work, Predicate<T> effective) throws SessionsUnavailableException {
        if (!confirmation.isNeeded()) {
            return call(work);
        }
        Confirmed<T> ended = call(call -> {
            T value = work.in(call);
            return new Confirmed<>(value, effective.test(value) ? confirmation.await(call) : Long.MAX_VALUE);
        });
        if (ended.replicas() != Long.MAX_VALUE) {
            confirmation.check(ended.replicas());
        }
        return ended.value();
    }

    /** Makes a call that must not be repeated on another connection, because it counts each time. */
    <T> T callOnce(RedisPool.Work<T> work) throws SessionsUnavailableException {
        return call(work, false);
    }

    private <T> T call(RedisPool.Work<T> work, boolean repeatable) throws SessionsUnavailableException {
        Answer<T> answer = breaker.call(() -> {
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
                    "a key of the sessions holds a value of another application: {}",
                    answer.damage().getMessage());
            throw new SessionsUnavailableException(
                    "a key of the sessions holds a value of another application", RETRY, answer.damage());
        }
        inspect(pool);
        return Objects.requireNonNull(answer.value());
    }

    // An untrusted certificate may appear long after the start, when one server replaces another.
    private <T> T ask(RedisPool.Work<T> work, boolean repeatable) throws RedisErrorException, UntrustedServerException {
        try {
            T value = pool.call(work, repeatable);
            // Read first: all requests share the flag, and it rarely changes.
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
        return breaker.health(() -> ask(this::probe, true));
    }

    List<Measurement> measurements() {
        return breaker.measurements();
    }

    /**
     * Returns the configuration error and what to do about it. Returns {@code null} also if Redis is down, which is
     * only logged.
     *
     * @param patient the pool to use
     */
    @Nullable
    String refusal(RedisPool patient) {
        try {
            patient.call(this::probe, true);
            confirmation.inspect(patient);
            inspect(patient);
        } catch (RedisErrorException refusal) {
            if (refusal.isFinal()) {
                return "Redis rejects the configuration: " + refusal.getMessage()
                        + "; correct the address, user or password, or grant the user the permissions in"
                        + " docs/sessions.md";
            }
            LOG.warn("the Redis of the sessions cannot be used yet: {}", refusal.getMessage());
        } catch (JedisException away) {
            UntrustedServerException untrusted = UntrustedServerException.in(away);
            if (untrusted != null) {
                return untrusted.getMessage();
            }
            LOG.warn("the Redis of the sessions cannot be reached yet: {}", away.getMessage());
        }
        return null;
    }

    private Object probe(RedisCall call) throws RedisErrorException {
        return call.run(RedisScript.PROBE, List.of(prefix + "probe:"), List.of());
    }

    // Once, as soon as Redis answers.
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
                            "the Redis of the sessions has {}: it evicts sessions when it is full, which logs users"
                                    + " out; set maxmemory-policy to noeviction",
                            line.strip()));
        } catch (RedisErrorException refusal) {
            LOG.info("cannot read whether the Redis of the sessions may evict keys: {}", refusal.getMessage());
        } catch (JedisException away) {
            inspected.set(false);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
