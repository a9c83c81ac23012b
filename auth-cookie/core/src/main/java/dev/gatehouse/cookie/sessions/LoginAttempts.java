package dev.gatehouse.cookie.sessions;

import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.spi.stability.Incubating;
import java.time.Duration;

/**
 * Counts login attempts by key: a number at once, and one more after each interval. The count is exact, also for
 * concurrent attempts and on several nodes. It is also bounded: keys whose attempts are all available again are
 * forgotten, and if there is no room for another key, it shares a count with others instead of going uncounted. All
 * times are from one clock. Thread-safe.
 *
 * @since 0.1
 */
@Incubating
public interface LoginAttempts {

    /**
     * The key of a count: half of a SHA-256, which has the same size for every name and reveals none.
     *
     * @param high the first eight bytes
     * @param low the next eight bytes
     */
    record Key(long high, long low) {}

    /** Counts an attempt. Returns zero if it is allowed, otherwise how long to wait for the next one. */
    Duration take(Key key, AttemptLimit limit) throws SessionsUnavailableException;

    /** Takes back an attempt that was counted and not used. */
    void giveBack(Key key, AttemptLimit limit) throws SessionsUnavailableException;

    /** Makes all attempts of a key available again. */
    void reset(Key key) throws SessionsUnavailableException;

    /** Returns whether a key is {@linkplain #remember remembered}. */
    boolean remembers(Key key) throws SessionsUnavailableException;

    /** Remembers a key for at least {@code time}. If there is no room, some keys are forgotten earlier. */
    void remember(Key key, Duration time) throws SessionsUnavailableException;
}
