package dev.gatehouse.cookie.sessions;

import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.spi.stability.Incubating;
import java.time.Duration;

/**
 * Counts tries by key: so many at once, and one more after each interval. Exact, also for tries at the same time and on several nodes, and bounded: keys that have all their
 * tries back are forgotten, and when there is no room for another key, it shares a count with others rather than going uncounted. Times are those of one clock. Thread-safe.
 *
 * @since 0.1
 */
@Incubating
public interface LoginAttempts {

    /**
     * What is counted: half of a SHA-256, so that it takes the same room for every name and gives none away.
     *
     * @param high the first eight bytes
     * @param low the next eight
     */
    record Key(long high, long low) {}

    /** Takes a try. Returns zero when it was taken, else how long to wait for the next. */
    Duration take(Key key, AttemptLimit limit) throws SessionsUnavailableException;

    /** Gives a try back that was taken and not used. */
    void giveBack(Key key, AttemptLimit limit) throws SessionsUnavailableException;

    /** Gives a key all its tries back. */
    void reset(Key key) throws SessionsUnavailableException;

    /** Returns whether a key was {@linkplain #remember noted} and not forgotten since. */
    boolean remembers(Key key) throws SessionsUnavailableException;

    /** Notes a key for at least {@code time}, unless there is no room: then some are forgotten sooner. */
    void remember(Key key, Duration time) throws SessionsUnavailableException;
}
