package dev.gatehouse.cookie.jdbc;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * When to repeat a warning about a lasting problem: at once, and then at intervals that double from one second to five
 * minutes. Used by one thread.
 */
final class GrowingIntervals {

    private static final long FIRST = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(5);

    private final LongSupplier nanoTime;
    private long interval;
    private long last;

    GrowingIntervals(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Returns whether to warn now. */
    boolean due() {
        long now = nanoTime.getAsLong();
        if (begun() && now - last < interval) {
            return false;
        }
        interval = begun() ? Math.min(2 * interval, LONGEST) : FIRST;
        last = now;
        return true;
    }

    /** Returns whether there was a warning. */
    boolean begun() {
        return interval > 0;
    }
}
