package dev.gatehouse.identity.session;

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
import java.util.concurrent.atomic.AtomicInteger;

/** Sessions whose store fails for some changes. */
final class FlakySessions implements Sessions {

    private final Sessions sessions;
    private final boolean inMemory;
    private final AtomicInteger good = new AtomicInteger(Integer.MAX_VALUE);
    private final AtomicInteger bad = new AtomicInteger();
    private volatile boolean silent;
    private volatile boolean noLogout;

    FlakySessions(Sessions sessions) {
        this(sessions, sessions.inMemory());
    }

    /** @param inMemory whether they claim to stay in the memory of this process */
    FlakySessions(Sessions sessions, boolean inMemory) {
        this.sessions = sessions;
        this.inMemory = inMemory;
    }

    /** After some changes, some others fail. */
    void failAfter(int changes, int failures) {
        bad.set(failures);
        good.set(changes);
    }

    /** After some changes, one other is written and its answer is lost. */
    void silentAfter(int changes) {
        silent = true;
        failAfter(changes, 1);
    }

    /** Sets whether logouts fail. */
    void noLogout(boolean fail) {
        noLogout = fail;
    }

    @Override
    public Lookup logOut(String cookieValue) throws SessionsUnavailableException {
        if (noLogout) {
            throw new SessionsUnavailableException("the store is down", Duration.ofSeconds(1));
        }
        return sessions.logOut(cookieValue);
    }

    @Override
    public boolean compareAndSet(SessionRecord expected, SessionRecord next) throws SessionsUnavailableException {
        if (good.getAndDecrement() <= 0 && bad.getAndDecrement() > 0) {
            if (silent) {
                sessions.compareAndSet(expected, next);
            }
            throw new SessionsUnavailableException("the store is down", Duration.ofSeconds(1));
        }
        return sessions.compareAndSet(expected, next);
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
    public Lookup find(String cookieValue) throws SessionsUnavailableException {
        return sessions.find(cookieValue);
    }

    @Override
    public Optional<SessionRecord> read(SessionId id) throws SessionsUnavailableException {
        return sessions.read(id);
    }

    @Override
    public Lookup end(String cookieValue) throws SessionsUnavailableException {
        return sessions.end(cookieValue);
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
    public void guard(String owner, SessionGuard guard) {
        sessions.guard(owner, guard);
    }

    @Override
    public boolean inMemory() {
        return inMemory;
    }

    @Override
    public void close() {
        sessions.close();
    }
}
