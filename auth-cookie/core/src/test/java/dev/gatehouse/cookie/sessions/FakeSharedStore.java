package dev.gatehouse.cookie.sessions;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.SessionId;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A store that counts calls, can be down and triggers an event between its work and its response. */
final class FakeSharedStore implements SessionStore {

    /** An event before a response arrives. */
    interface Event {
        void happen() throws SessionsUnavailableException;
    }

    private final MemorySessionStore store;
    private Event event = () -> {};
    private boolean down;
    private int reads;
    private int touches;

    FakeSharedStore(MemorySessionStore store) {
        this.store = store;
    }

    void beforeAnswer(Event next) {
        event = next;
    }

    void down(boolean isDown) {
        down = isDown;
    }

    int reads() {
        return reads;
    }

    int touches() {
        return touches;
    }

    private void asked() throws SessionsUnavailableException {
        if (down) {
            throw new SessionsUnavailableException("down", Duration.ofSeconds(1));
        }
    }

    @Override
    public void add(SessionRecord session, Instant keepUntil) throws SessionsUnavailableException {
        asked();
        store.add(session, keepUntil);
    }

    @Override
    public Optional<SessionRecord> find(SessionId id) throws SessionsUnavailableException {
        asked();
        reads++;
        Optional<SessionRecord> found = store.find(id);
        event.happen();
        return found;
    }

    @Override
    public boolean replace(long version, SessionRecord next, Instant keepUntil) throws SessionsUnavailableException {
        asked();
        return store.replace(version, next, keepUntil);
    }

    @Override
    public boolean touch(SessionId id, Instant lastUsed, Instant keepUntil) throws SessionsUnavailableException {
        asked();
        touches++;
        boolean there = store.touch(id, lastUsed, keepUntil);
        event.happen();
        return there;
    }

    @Override
    public Optional<SessionRecord> remove(SessionId id) throws SessionsUnavailableException {
        asked();
        return store.remove(id);
    }

    @Override
    public List<SessionId> removeWhere(Sessions.Selection selection) throws SessionsUnavailableException {
        asked();
        return store.removeWhere(selection);
    }

    @Override
    public List<SessionRecord> ofSubject(String issuer, String subject) throws SessionsUnavailableException {
        asked();
        return store.ofSubject(issuer, subject);
    }

    @Override
    public Health health() {
        return store.health();
    }

    @Override
    public void close() {
        store.close();
    }
}
