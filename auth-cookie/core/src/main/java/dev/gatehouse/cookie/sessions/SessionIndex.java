package dev.gatehouse.cookie.sessions;

import dev.gatehouse.spi.SessionId;
import dev.gatehouse.spi.SessionRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Finds the sessions of a subject, and those with a session id of the issuer, without a full scan. Thread-safe. */
final class SessionIndex {

    private record Key(boolean sid, String issuer, String value) {}

    // The sets are accessed only within atomic operations of the map.
    private final ConcurrentMap<Key, Set<SessionId>> ids = new ConcurrentHashMap<>();

    void add(SessionRecord session) {
        put(new Key(false, session.caller().issuer(), session.caller().subject()), session.id());
        addSid(session);
    }

    void remove(SessionRecord session) {
        take(new Key(false, session.caller().issuer(), session.caller().subject()), session.id());
        removeSid(session);
    }

    void move(SessionRecord from, SessionRecord to) {
        if (!from.issuerSession().equals(to.issuerSession())) {
            removeSid(from);
            addSid(to);
        }
    }

    List<SessionId> ofSubject(String issuer, String subject) {
        return copy(new Key(false, issuer, subject));
    }

    List<SessionId> ofSid(String issuer, String sid) {
        return copy(new Key(true, issuer, sid));
    }

    boolean isEmpty() {
        return ids.isEmpty();
    }

    private void addSid(SessionRecord session) {
        session.issuerSession()
                .ifPresent(sid -> put(new Key(true, session.caller().issuer(), sid), session.id()));
    }

    private void removeSid(SessionRecord session) {
        session.issuerSession()
                .ifPresent(sid -> take(new Key(true, session.caller().issuer(), sid), session.id()));
    }

    private void put(Key key, SessionId id) {
        ids.compute(key, (same, set) -> {
            Set<SessionId> more = set == null ? new HashSet<>(4) : set;
            more.add(id);
            return more;
        });
    }

    private void take(Key key, SessionId id) {
        ids.computeIfPresent(key, (same, set) -> {
            set.remove(id);
            return set.isEmpty() ? null : set;
        });
    }

    private List<SessionId> copy(Key key) {
        Set<SessionId> found = new HashSet<>();
        ids.computeIfPresent(key, (same, set) -> {
            found.addAll(set);
            return set;
        });
        return List.copyOf(found);
    }
}
