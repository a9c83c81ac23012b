package dev.gatehouse.cookie;

import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.SessionGuard;
import dev.gatehouse.spi.SessionId;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.spi.SetCookie;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sessions that record which cookie values are looked up, and whose store fails for some of them. */
record WatchedSessions(Sessions sessions, List<String> lookups, List<String> failing) implements Sessions {

    WatchedSessions(Sessions sessions) {
        this(sessions, new ArrayList<>(), new ArrayList<>());
    }

    @Override
    public Lookup find(String cookieValue) throws SessionsUnavailableException {
        lookups.add(cookieValue);
        if (failing.contains(cookieValue)) {
            throw new SessionsUnavailableException("the store is down", Duration.ofSeconds(7));
        }
        return sessions.find(cookieValue);
    }

    @Override
    public CredentialSource source() {
        return sessions.source();
    }

    @Override
    public Opened open(NewSession session) throws SessionsUnavailableException {
        return sessions.open(session);
    }

    @Override
    public boolean wellFormed(String cookieValue) {
        return sessions.wellFormed(cookieValue);
    }

    @Override
    public Optional<SessionRecord> read(SessionId id) throws SessionsUnavailableException {
        return sessions.read(id);
    }

    @Override
    public boolean compareAndSet(SessionRecord expected, SessionRecord next) throws SessionsUnavailableException {
        return sessions.compareAndSet(expected, next);
    }

    @Override
    public Lookup end(String cookieValue) throws SessionsUnavailableException {
        return sessions.end(cookieValue);
    }

    @Override
    public Lookup logOut(String cookieValue) throws SessionsUnavailableException {
        return sessions.logOut(cookieValue);
    }

    @Override
    public boolean end(SessionId id) throws SessionsUnavailableException {
        return sessions.end(id);
    }

    @Override
    public int endWhere(Selection selection) throws SessionsUnavailableException {
        return sessions.endWhere(selection);
    }

    @Override
    public List<SessionRecord> list(String issuer, String subject) throws SessionsUnavailableException {
        return sessions.list(issuer, subject);
    }

    @Override
    public SetCookie deletion() {
        return sessions.deletion();
    }

    @Override
    public List<SetCookie> deletions() {
        return sessions.deletions();
    }

    @Override
    public void guard(String owner, SessionGuard guard) {
        sessions.guard(owner, guard);
    }

    @Override
    public void close() {
        sessions.close();
    }
}
