package dev.gatehouse.cookie;

import dev.gatehouse.cookie.sessions.AttemptLimit;
import dev.gatehouse.cookie.sessions.LoginAttempts;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Token buckets by key, exact and in bounded memory: a number of attempts at once, and one more after each interval. A
 * full bucket is forgotten. If there is no room for another key, it shares one of a few coarse buckets with others, so
 * that no attempt is ever uncounted. Thread-safe.
 */
final class TokenBuckets {

    private static final int SHARED = 16;
    private static final long TIDY_EVERY = 1_000_000_000L;

    // For each key, the time at which its bucket is full again, in nanoseconds since the start.
    private final ConcurrentMap<LoginAttempts.Key, Long> full = new ConcurrentHashMap<>();
    private final AtomicLongArray shared = new AtomicLongArray(SHARED);
    private final AtomicLong tidiedAt = new AtomicLong(-TIDY_EVERY);
    private final int maxKeys;

    TokenBuckets(int maxKeys) {
        this.maxKeys = maxKeys;
    }

    /**
     * Counts an attempt.
     *
     * @param now nanoseconds since the start, not negative
     * @return 0 if the attempt is allowed, otherwise how many nanoseconds to wait for the next one
     */
    long take(LoginAttempts.Key key, AttemptLimit limit, long now) {
        if (!full.containsKey(key) && full.size() >= maxKeys && !tidy(now)) {
            return takeShared(Math.floorMod(key.low(), SHARED), limit, now);
        }
        long[] wait = {0};
        full.compute(key, (same, at) -> {
            long start = at == null ? now : Math.max(at, now);
            wait[0] = limit.wait(start, now);
            return wait[0] == 0 ? Long.valueOf(start + limit.nanos()) : at;
        });
        return wait[0];
    }

    /** Takes back an attempt that was counted and not used. */
    void giveBack(LoginAttempts.Key key, AttemptLimit limit) {
        full.computeIfPresent(key, (same, at) -> at - limit.nanos());
    }

    /** Fills the bucket of a key. */
    void reset(LoginAttempts.Key key) {
        full.remove(key);
    }

    int size() {
        return full.size();
    }

    private long takeShared(int bucket, AttemptLimit limit, long now) {
        while (true) {
            long at = shared.get(bucket);
            long start = Math.max(at, now);
            long wait = limit.wait(start, now);
            if (wait > 0 || shared.compareAndSet(bucket, at, start + limit.nanos())) {
                return wait;
            }
        }
    }

    // Scanning all keys takes a while, so a flood must not trigger it with each attempt.
    private boolean tidy(long now) {
        long last = tidiedAt.get();
        if (now - last >= TIDY_EVERY && tidiedAt.compareAndSet(last, now)) {
            full.values().removeIf(at -> at <= now);
        }
        return full.size() < maxKeys;
    }
}
