package dev.gatehouse.cookie.sessions;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A nanosecond clock that only the test advances. */
public final class ManualTicker implements LongSupplier {
    private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);

    @Override
    public long getAsLong() {
        return nanos.get();
    }

    public void seconds(double seconds) {
        nanos.addAndGet((long) (seconds * 1e9));
    }
}
