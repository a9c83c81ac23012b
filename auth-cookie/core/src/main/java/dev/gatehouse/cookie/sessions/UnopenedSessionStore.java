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

/** The store of a configuration that is only checked: it has the properties of a shared store and no sessions. */
final class UnopenedSessionStore implements SessionStore {

    @Override
    public void add(SessionRecord session, Instant keepUntil) throws SessionsUnavailableException {
        throw unopened();
    }

    @Override
    public Optional<SessionRecord> find(SessionId id) throws SessionsUnavailableException {
        throw unopened();
    }

    @Override
    public boolean replace(long version, SessionRecord next, Instant keepUntil) throws SessionsUnavailableException {
        throw unopened();
    }

    @Override
    public boolean touch(SessionId id, Instant lastUsed, Instant keepUntil) throws SessionsUnavailableException {
        throw unopened();
    }

    @Override
    public Optional<SessionRecord> remove(SessionId id) throws SessionsUnavailableException {
        throw unopened();
    }

    @Override
    public List<SessionId> removeWhere(Sessions.Selection selection) throws SessionsUnavailableException {
        throw unopened();
    }

    @Override
    public List<SessionRecord> ofSubject(String issuer, String subject) throws SessionsUnavailableException {
        throw unopened();
    }

    @Override
    public Health health() {
        return new Health(Health.State.DOWN, "the configuration is only checked");
    }

    @Override
    public void close() {}

    private static SessionsUnavailableException unopened() {
        return new SessionsUnavailableException("the configuration is only checked", Duration.ofSeconds(1));
    }
}
