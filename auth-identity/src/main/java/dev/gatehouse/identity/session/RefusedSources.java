package dev.gatehouse.identity.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits how often an address may send something that is refused. Requests that succeed are not counted, so a provider
 * can end any number of sessions. Thread-safe.
 */
final class RefusedSources {

    static final int MOST_A_MINUTE = 120;
    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final int MOST_SOURCES = 10_000;

    private final Cache<String, AtomicInteger> refusals = Caffeine.newBuilder()
            .maximumSize(MOST_SOURCES)
            .expireAfterWrite(WINDOW)
            .executor(Runnable::run)
            .build();

    void refused(String address) {
        refusals.asMap().computeIfAbsent(address, any -> new AtomicInteger()).incrementAndGet();
    }

    boolean exceeded(String address) {
        AtomicInteger count = refusals.getIfPresent(address);
        return count != null && count.get() >= MOST_A_MINUTE;
    }
}
