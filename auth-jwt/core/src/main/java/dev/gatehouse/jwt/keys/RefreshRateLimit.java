package dev.gatehouse.jwt.keys;

import java.time.Duration;

/**
 * Limits the refreshes that unknown kids cause: a burst of three, one more every 30 seconds, and at most three per
 * minute, unless other times are given. A client that sends random kids cannot flood the issuer through this server.
 * Not thread-safe: the owner guards it. Times are {@link System#nanoTime()}.
 */
final class RefreshRateLimit {

    private static final int BURST = 3;

    private final long refill;
    private final long window;
    private final long[] spent = new long[BURST];
    private int used;
    private int tokens = BURST;
    private long refilledAt;

    RefreshRateLimit() {
        this(Duration.ofSeconds(30), Duration.ofSeconds(60));
    }

    /**
     * @param refill the time after which one more is allowed
     * @param window the time in which three are allowed at most
     */
    RefreshRateLimit(Duration refill, Duration window) {
        this.refill = refill.toNanos();
        this.window = window.toNanos();
    }

    /**
     * Takes one refresh.
     *
     * @param leave how many must remain for others
     * @return whether the refresh is allowed
     */
    boolean take(long now, int leave) {
        refill(now);
        int oldest = used % BURST;
        boolean within = used < BURST || now - spent[oldest] > window;
        if (tokens <= leave || !within) {
            return false;
        }
        if (tokens == BURST) {
            refilledAt = now;
        }
        tokens--;
        spent[oldest] = now;
        used++;
        return true;
    }

    private void refill(long now) {
        while (tokens < BURST && now - refilledAt >= refill) {
            tokens++;
            refilledAt += refill;
        }
    }
}
