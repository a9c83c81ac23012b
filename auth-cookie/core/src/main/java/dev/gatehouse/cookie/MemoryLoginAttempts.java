package dev.gatehouse.cookie;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.gatehouse.cookie.sessions.AttemptLimit;
import dev.gatehouse.cookie.sessions.LoginAttempts;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Login attempts counted in the memory of this process. Thread-safe. */
final class MemoryLoginAttempts implements LoginAttempts {

    private final LongSupplier nanoTime;
    private final long origin;
    private final TokenBuckets buckets;
    private final Cache<Key, Duration> remembered;

    MemoryLoginAttempts(LongSupplier nanoTime, int maxKeys) {
        this.nanoTime = nanoTime;
        this.origin = nanoTime.getAsLong();
        this.buckets = new TokenBuckets(maxKeys);
        this.remembered = Caffeine.newBuilder()
                .maximumSize(maxKeys)
                .expireAfter(Expiry.<Key, Duration>writing((key, time) -> time))
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public Duration take(Key key, AttemptLimit limit) {
        return Duration.ofNanos(buckets.take(key, limit, nanoTime.getAsLong() - origin));
    }

    @Override
    public void giveBack(Key key, AttemptLimit limit) {
        buckets.giveBack(key, limit);
    }

    @Override
    public void reset(Key key) {
        buckets.reset(key);
    }

    @Override
    public boolean remembers(Key key) {
        return remembered.getIfPresent(key) != null;
    }

    @Override
    public void remember(Key key, Duration time) {
        remembered.put(key, time);
    }
}
