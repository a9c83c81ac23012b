package dev.gatehouse.cookie;

import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.SessionGuard;
import dev.gatehouse.spi.SessionId;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.spi.SetCookie;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Sessions whose store does not answer. */
final class FakeSessions implements Sessions {

    private static SessionsUnavailableException down() {
        return new SessionsUnavailableException("the store is down", Duration.ofSeconds(7));
    }

    @Override
    public CredentialSource source() {
        return CredentialSource.cookie("AUTH-SESSION");
    }

    @Override
    public Opened open(NewSession session) throws SessionsUnavailableException {
        throw down();
    }

    @Override
    public Lookup find(String cookieValue) throws SessionsUnavailableException {
        throw down();
    }

    @Override
    public Optional<SessionRecord> read(SessionId id) throws SessionsUnavailableException {
        throw down();
    }

    @Override
    public boolean compareAndSet(SessionRecord expected, SessionRecord next) throws SessionsUnavailableException {
        throw down();
    }

    @Override
    public Lookup end(String cookieValue) throws SessionsUnavailableException {
        throw down();
    }

    @Override
    public boolean end(SessionId id) throws SessionsUnavailableException {
        throw down();
    }

    @Override
    public int endWhere(Selection selection) throws SessionsUnavailableException {
        throw down();
    }

    @Override
    public List<SessionRecord> list(String issuer, String subject) throws SessionsUnavailableException {
        throw down();
    }

    @Override
    public SetCookie deletion() {
        return SetCookie.deletion("AUTH-SESSION", SetCookie.SameSite.LAX);
    }

    @Override
    public void guard(String owner, SessionGuard guard) {}

    @Override
    public void close() {}
}
