package dev.gatehouse.cookie.redis;

import dev.gatehouse.support.retry.BackgroundThreads;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Asks all sentinels twice a second, in the background, where the master is. The master is the one that most of the
 * answers name, so a single sentinel with an old state decides nothing. Without a majority the last known one stays.
 * Thread-safe.
 */
final class SentinelWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SentinelWatch.class);
    private static final Duration PERIOD = Duration.ofMillis(500);

    private final String name;
    private final List<Sentinel> sentinels;
    private final Duration patience;
    private final BackgroundThreads threads;
    private final CountDownLatch asked = new CountDownLatch(1);
    private volatile @Nullable HostAndPort master;
    private volatile JedisException failure = new JedisConnectionException("the sentinels have not answered yet");
    private volatile boolean closed;

    /**
     * Starts asking.
     *
     * @param client how to connect to a sentinel
     * @param patience how long {@link #master()} waits for the first answers
     */
    SentinelWatch(RedisSentinels config, JedisClientConfig client, Duration patience) {
        this.name = config.master();
        this.sentinels = config.sentinels().stream()
                .map(address -> new Sentinel(address, client))
                .toList();
        this.patience = patience;
        this.threads = new BackgroundThreads(
                "gatehouse-redis-sentinels",
                "gatehouse-redis-sentinels",
                defect -> LOG.error("asking the sentinels failed", defect));
        threads.after(Duration.ZERO, this::watch);
    }

    /**
     * Returns the address of the master. Waits only for the first answers.
     *
     * @throws JedisException if it is not known; a {@link JedisDataException} is a wrong configuration
     */
    HostAndPort master() {
        HostAndPort known = master;
        if (known == null) {
            awaitFirstAnswers();
            known = master;
        }
        if (known != null) {
            return known;
        }
        JedisException reason = failure;
        if (reason instanceof JedisDataException) {
            throw new JedisDataException(reason.getMessage());
        }
        throw new JedisConnectionException(reason.getMessage(), reason);
    }

    /** Returns whether the master is still at this address. */
    boolean isMaster(HostAndPort server) {
        return server.equals(master);
    }

    private void awaitFirstAnswers() {
        try {
            asked.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        try {
            ask();
        } finally {
            asked.countDown();
            if (closed) {
                sentinels.forEach(Sentinel::close);
            }
            threads.after(PERIOD, this::watch);
        }
    }

    private void ask() {
        Map<HostAndPort, Integer> votes = new HashMap<>();
        int answers = 0;
        JedisException problem = null;
        for (Sentinel sentinel : sentinels) {
            try {
                Optional<HostAndPort> named = sentinel.master(name);
                answers++;
                named.ifPresent(address -> votes.merge(address, 1, Integer::sum));
            } catch (JedisException unanswered) {
                // An error reply tells more than a connection that failed.
                if (problem == null || unanswered instanceof JedisDataException) {
                    problem = unanswered;
                }
            }
        }
        HostAndPort elected = elected(votes);
        if (elected != null) {
            follow(elected);
        } else {
            failure = failure(!votes.isEmpty(), answers > 0, problem);
        }
    }

    private static @Nullable HostAndPort elected(Map<HostAndPort, Integer> votes) {
        int all = votes.values().stream().mapToInt(Integer::intValue).sum();
        return votes.entrySet().stream()
                .filter(entry -> entry.getValue() * 2 > all)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private JedisException failure(boolean divided, boolean answered, @Nullable JedisException problem) {
        if (divided) {
            return new JedisConnectionException("the sentinels name different masters for " + name);
        }
        if (answered) {
            return new JedisDataException("no sentinel knows the master " + name);
        }
        return problem == null ? failure : problem;
    }

    private void follow(HostAndPort elected) {
        HostAndPort before = master;
        if (!elected.equals(before)) {
            master = elected;
            LOG.info("the master {} of the sessions' Redis is at {}", name, elected);
        }
    }

    @Override
    public void close() {
        closed = true;
        threads.close();
        sentinels.forEach(Sentinel::close);
    }
}
