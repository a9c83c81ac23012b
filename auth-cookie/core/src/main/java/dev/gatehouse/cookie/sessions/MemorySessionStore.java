package dev.gatehouse.cookie.sessions;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
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
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Stores a limited number of sessions in the memory of this process. At the limit, new sessions are refused: evicting a
 * live session would log its user out.
 */
final class MemorySessionStore implements SessionStore {

    private static final Duration RETRY = Duration.ofSeconds(30);

    private record Entry(SessionRecord session, Instant keepUntil) {}

    private final Cache<SessionId, Entry> entries;
    private final SessionIndex index = new SessionIndex();
    private final AtomicInteger count = new AtomicInteger();
    private volatile int capacity;

    MemorySessionStore(int capacity, SessionClock clock) {
        this.capacity = capacity;
        // The removal listener runs on the removing thread, so that count and index are correct when the
        // operation returns.
        this.entries = Caffeine.newBuilder()
                .executor(Runnable::run)
                .ticker(clock::nanos)
                .expireAfter(new KeepUntil(clock))
                .removalListener(this::removed)
                .build();
    }

    /** Changes the limit; existing sessions stay. */
    void capacity(int sessions) {
        capacity = sessions;
    }

    @Override
    public void add(SessionRecord session, Instant keepUntil) throws SessionsUnavailableException {
        if (count.incrementAndGet() > capacity) {
            entries.cleanUp();
            if (count.get() > capacity) {
                count.decrementAndGet();
                throw new SessionsUnavailableException(
                        "the limit auth.cookie.max-sessions is reached: " + capacity, RETRY);
            }
        }
        // Indexed first: ending the sessions of a user must find each session that can be found by its cookie.
        index.add(session);
        entries.put(session.id(), new Entry(session, keepUntil));
    }

    @Override
    public Optional<SessionRecord> find(SessionId id) {
        Entry entry = entries.getIfPresent(id);
        return entry == null ? Optional.empty() : Optional.of(entry.session());
    }

    @Override
    public boolean replace(long version, SessionRecord next, Instant keepUntil) {
        boolean[] replaced = {false};
        entries.asMap().computeIfPresent(next.id(), (id, entry) -> {
            SessionRecord current = entry.session();
            if (current.version() != version) {
                return entry;
            }
            replaced[0] = true;
            index.move(current, next);
            SessionRecord kept = SessionChange.used(next, current.lastUsed());
            return new Entry(kept, later(keepUntil, entry.keepUntil()));
        });
        return replaced[0];
    }

    @Override
    public boolean touch(SessionId id, Instant lastUsed, Instant keepUntil) {
        return entries.asMap()
                        .computeIfPresent(
                                id,
                                (same, entry) -> new Entry(
                                        SessionChange.used(entry.session(), lastUsed),
                                        later(keepUntil, entry.keepUntil())))
                != null;
    }

    @Override
    public Optional<SessionRecord> remove(SessionId id) {
        Entry entry = entries.asMap().remove(id);
        return entry == null ? Optional.empty() : Optional.of(entry.session());
    }

    @Override
    public List<SessionId> removeWhere(Sessions.Selection selection) {
        String sid = selection.sid();
        List<SessionId> candidates = sid == null
                ? index.ofSubject(selection.issuer(), Objects.requireNonNull(selection.subject()))
                : index.ofSid(selection.issuer(), sid);
        List<SessionId> removed = new ArrayList<>();
        for (SessionId id : candidates) {
            entries.asMap().computeIfPresent(id, (same, entry) -> {
                if (!fits(entry.session(), selection)) {
                    return entry;
                }
                removed.add(id);
                return null;
            });
        }
        return removed;
    }

    private static boolean fits(SessionRecord session, Sessions.Selection selection) {
        return (selection.subject() == null
                        || selection.subject().equals(session.caller().subject()))
                && (selection.sid() == null || selection.sid().equals(session.sid()))
                && (selection.begunBefore() == null || session.begun().isBefore(selection.begunBefore()));
    }

    @Override
    public List<SessionRecord> ofSubject(String issuer, String subject) {
        return all(index.ofSubject(issuer, subject));
    }

    @Override
    public boolean blocking() {
        return false;
    }

    @Override
    public boolean inMemory() {
        return true;
    }

    @Override
    public Health health() {
        return count.get() < capacity
                ? Health.up()
                : new Health(Health.State.DEGRADED, "the limit auth.cookie.max-sessions is reached");
    }

    @Override
    public List<Measurement> measurements() {
        return List.of(Measurement.gauge("store.sessions", count.get()), Measurement.gauge("store.limit", capacity));
    }

    /** Keeps the sessions: the store outlives a reload of the configuration and is collected with its host. */
    @Override
    public void close() {}

    int count() {
        return count.get();
    }

    boolean indexIsEmpty() {
        return index.isEmpty();
    }

    private List<SessionRecord> all(List<SessionId> ids) {
        List<SessionRecord> sessions = new ArrayList<>(ids.size());
        for (SessionId id : ids) {
            find(id).ifPresent(sessions::add);
        }
        return sessions;
    }

    private void removed(@Nullable SessionId id, @Nullable Entry entry, RemovalCause cause) {
        if (cause != RemovalCause.REPLACED && entry != null) {
            index.remove(entry.session());
            count.decrementAndGet();
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private record KeepUntil(SessionClock clock) implements Expiry<SessionId, Entry> {
        @Override
        public long expireAfterCreate(SessionId id, Entry entry, long currentTime) {
            return Math.max(0, Duration.between(clock.now(), entry.keepUntil()).toNanos());
        }

        @Override
        public long expireAfterUpdate(SessionId id, Entry entry, long currentTime, long currentDuration) {
            return expireAfterCreate(id, entry, currentTime);
        }

        @Override
        public long expireAfterRead(SessionId id, Entry entry, long currentTime, long currentDuration) {
            return currentDuration;
        }
    }
}
