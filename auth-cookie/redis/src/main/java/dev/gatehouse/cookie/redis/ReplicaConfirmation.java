package dev.gatehouse.cookie.redis;

import dev.gatehouse.spi.SessionsUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Confirmation by replicas that they have what was written, so that it outlives the master. While they do not confirm,
 * one call at a time waits in full and the others for a moment only: otherwise logouts would occupy all connections.
 * Thread-safe.
 */
final class ReplicaConfirmation {

    private static final Logger LOG = LoggerFactory.getLogger(ReplicaConfirmation.class);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration GLANCE = Duration.ofMillis(10);
    private static final Duration AT_START = Duration.ofSeconds(1);

    private final int replicas;
    private final String mark;
    private final Semaphore trial = new Semaphore(1);
    private volatile boolean missing;

    /**
     * Creates a confirmation.
     *
     * @param replicas how many replicas must confirm; 0 waits for none
     * @param prefix the prefix of all keys
     */
    ReplicaConfirmation(int replicas, String prefix) {
        this.replicas = replicas;
        this.mark = prefix + "fence";
    }

    /** Returns whether a call that ends sessions has to wait. */
    boolean isNeeded() {
        return replicas > 0;
    }

    /** Waits until the replicas have everything that was written before, and returns how many of them do. */
    long await(RedisCall call) throws RedisErrorException {
        // Covers what other connections wrote, too: the first attempt of a repeated call, for example.
        call.run(RedisScript.FENCE, List.of(mark), List.of());
        if (!missing) {
            return call.confirmedBy(replicas, call.timeout().dividedBy(2));
        }
        if (!trial.tryAcquire()) {
            return call.confirmedBy(replicas, GLANCE);
        }
        try {
            return call.confirmedBy(replicas, call.timeout().dividedBy(2));
        } finally {
            trial.release();
        }
    }

    /** Warns if too few replicas confirm. Fails if the user must not ask. */
    void inspect(RedisPool pool) throws RedisErrorException {
        if (!isNeeded()) {
            return;
        }
        long following = pool.call(call -> call.confirmedBy(replicas, AT_START), true);
        if (following < replicas) {
            LOG.warn(
                    "{} replicas follow the Redis of the sessions, but {} must confirm each end of a session; until"
                            + " they do, logouts are answered with 503",
                    following,
                    replicas);
        }
    }

    /**
     * Checks a number of confirmations.
     *
     * @throws SessionsUnavailableException if there are too few
     */
    void check(long confirmations) throws SessionsUnavailableException {
        boolean tooFew = confirmations < replicas;
        if (tooFew != missing) {
            missing = tooFew;
            if (tooFew) {
                LOG.warn(
                        "{} of {} replicas of the sessions' Redis confirmed the end of a session; it is ended, but a"
                                + " failover could revive it, so the request is answered with 503",
                        confirmations,
                        replicas);
            } else {
                LOG.info("the replicas of the sessions' Redis confirm the ends of sessions again");
            }
        }
        if (tooFew) {
            throw new SessionsUnavailableException(
                    confirmations + " of " + replicas + " replicas confirmed the end of the session", RETRY);
        }
    }
}
