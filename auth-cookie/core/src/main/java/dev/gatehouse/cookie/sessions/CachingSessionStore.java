package dev.gatehouse.cookie.sessions;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.spi.SessionId;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * A cache in front of a store that several nodes share. A copy is valid for 800 ms from the start of its read, so a
 * session that was ended by another node is dead within a second, and a busy session costs the store about one read a
 * second.
 *
 * <p>Changes by this node take effect at once, also for reads in progress: each read notes the number of changes before
 * it starts and caches nothing if that number has grown. Thread-safe.
 */
final class CachingSessionStore implements SessionStore {

    private static final long COUNTS_FOR = Duration.ofMillis(800).toNanos();
    private static final int MAX_COPIES = 20_000;
    private static final int STRIPES = 1024;

    private record Copy(SessionRecord session, long readAt) {}

    private final SessionStore store;
    private final LongSupplier nanoTime;
    private final Cache<SessionId, Copy> copies;
    private final AtomicLongArray changes = new AtomicLongArray(STRIPES);
    private final Set<SessionId> touching = ConcurrentHashMap.newKeySet();

    CachingSessionStore(SessionStore store, LongSupplier nanoTime) {
        this.store = store;
        this.nanoTime = nanoTime;
        this.copies = Caffeine.newBuilder()
                .maximumSize(MAX_COPIES)
                .expireAfterWrite(Duration.ofNanos(COUNTS_FOR))
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public Optional<SessionRecord> find(SessionId id) throws SessionsUnavailableException {
        Copy copy = copies.getIfPresent(id);
        long now = nanoTime.getAsLong();
        if (copy != null && now - copy.readAt() < COUNTS_FOR) {
            return Optional.of(copy.session());
        }
        return found(id, now);
    }

    @Override
    public Optional<SessionRecord> findNow(SessionId id) throws SessionsUnavailableException {
        return found(id, nanoTime.getAsLong());
    }

    private Optional<SessionRecord> found(SessionId id, long now) throws SessionsUnavailableException {
        int stripe = stripe(id);
        long before = changes.get(stripe);
        Optional<SessionRecord> found = store.find(id);
        if (found.isPresent()) {
            Copy read = new Copy(found.get(), now);
            copies.asMap().compute(id, (same, other) -> changes.get(stripe) == before ? read : other);
        } else {
            copies.invalidate(id);
        }
        return found;
    }

    @Override
    public void add(SessionRecord session, Instant keepUntil) throws SessionsUnavailableException {
        store.add(session, keepUntil);
    }

    @Override
    public boolean replace(long version, SessionRecord next, Instant keepUntil) throws SessionsUnavailableException {
        try {
            return store.replace(version, next, keepUntil);
        } finally {
            forget(next.id());
        }
    }

    // If many requests find that a minute has passed, one of them writes; the others have just read the
    // session.
    @Override
    public boolean touch(SessionId id, Instant lastUsed, Instant keepUntil) throws SessionsUnavailableException {
        if (!touching.add(id)) {
            return true;
        }
        try {
            return store.touch(id, lastUsed, keepUntil);
        } finally {
            touching.remove(id);
            forget(id);
        }
    }

    @Override
    public Optional<SessionRecord> remove(SessionId id) throws SessionsUnavailableException {
        try {
            return store.remove(id);
        } finally {
            forget(id);
        }
    }

    @Override
    public List<SessionId> removeWhere(Sessions.Selection selection) throws SessionsUnavailableException {
        try {
            List<SessionId> removed = store.removeWhere(selection);
            removed.forEach(this::forget);
            return removed;
        } catch (SessionsUnavailableException failure) {
            // It may have been done nevertheless, and for which sessions is not known.
            forgetAll();
            throw failure;
        }
    }

    @Override
    public List<SessionRecord> ofSubject(String issuer, String subject) throws SessionsUnavailableException {
        return store.ofSubject(issuer, subject);
    }

    @Override
    public Optional<LoginAttempts> loginAttempts() {
        return store.loginAttempts();
    }

    @Override
    public boolean blocking() {
        return store.blocking();
    }

    @Override
    public boolean inMemory() {
        return store.inMemory();
    }

    @Override
    public Health health() {
        return store.health();
    }

    @Override
    public List<Measurement> measurements() {
        List<Measurement> all = new ArrayList<>(store.measurements());
        all.add(Measurement.gauge("store.copies", (double) copies.estimatedSize()));
        return List.copyOf(all);
    }

    @Override
    public void close() {
        store.close();
    }

    private void forget(SessionId id) {
        changes.incrementAndGet(stripe(id));
        copies.invalidate(id);
    }

    private void forgetAll() {
        for (int stripe = 0; stripe < STRIPES; stripe++) {
            changes.incrementAndGet(stripe);
        }
        copies.invalidateAll();
    }

    private static int stripe(SessionId id) {
        return Math.floorMod(id.hashCode(), STRIPES);
    }
}
