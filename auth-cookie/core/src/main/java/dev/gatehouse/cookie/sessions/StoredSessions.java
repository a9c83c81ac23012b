package dev.gatehouse.cookie.sessions;

import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.SessionGuard;
import dev.gatehouse.spi.SessionId;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.spi.SetCookie;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.stability.Incubating;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Sessions in any {@link SessionStore}. All rules are here, none in a store: when a session ends, which guard is asked,
 * what is written. A factory for another kind of sessions declares {@link #settings()} in addition to its own and
 * returns {@link #shared}. Thread-safe.
 *
 * @since 0.1
 */
@Incubating
public final class StoredSessions implements Sessions {

    private static final int LONGEST_LIST = 1000;
    private static final Lookup.Dead UNKNOWN = new Lookup.Dead(Reason.of("session.unknown"));
    private static final Comparator<SessionRecord> NEWEST_FIRST = Comparator.comparing(SessionRecord::begun)
            .reversed()
            .thenComparing(session -> session.id().digest());

    private final SessionStore store;
    private final SessionPolicy policy;
    private final Clock clock;
    private final SessionClock time;
    private final Duration lag;
    private final CredentialSource source;
    private final SessionSecrets secrets = new SessionSecrets();
    private final ConcurrentMap<String, SessionGuard> guards = new ConcurrentHashMap<>();

    /** Creates sessions that begin at a time of {@code clock} and age by {@code time}. */
    StoredSessions(SessionStore store, SessionPolicy policy, Clock clock, SessionClock time) {
        this.store = store;
        this.policy = policy;
        this.clock = clock;
        this.time = time;
        this.lag = policy.lag();
        this.source = CredentialSource.cookie(policy.cookie().name());
    }

    /** Returns the settings of all kinds of sessions: the cookie and the timeouts. */
    public static List<Setting<?>> settings() {
        return SessionSettings.shared();
    }

    /**
     * Returns sessions in a store that several nodes share, with a cache of the sessions in use for less than a second.
     *
     * @param context the context of the factory, which declared {@link #settings()}
     * @param store the store; closed with the sessions
     */
    public static Sessions shared(MechanismContext context, SessionStore store) {
        SessionClock time = SessionClock.of(context);
        return new StoredSessions(
                new CachingSessionStore(store, time::nanos), SessionPolicy.of(context), context.clock(), time);
    }

    /**
     * Returns the sessions of a shared store that is not opened, for a configuration that is
     * {@linkplain MechanismContext#checkOnly() only checked}. The settings of cookie and timeouts are validated. Every
     * call that needs the store throws {@link SessionsUnavailableException}.
     *
     * @param context the context of the factory, which declared {@link #settings()}
     * @throws dev.gatehouse.spi.settings.SettingException if a setting cannot be used
     */
    public static Sessions unopened(MechanismContext context) {
        return shared(context, new UnopenedSessionStore());
    }

    @Override
    public CredentialSource source() {
        return source;
    }

    @Override
    public Opened open(NewSession session) throws SessionsUnavailableException {
        boolean lasting = session.lasting() && policy.lasting() != null;
        Duration lifetime = policy.lifetime(session.lifetime(), lasting);
        Instant now = time.now();
        Instant ends = now.plus(lifetime);
        String secret = secrets.next();
        SessionId id = Objects.requireNonNull(secrets.id(secret));
        SessionRecord opened = new SessionRecord(
                id,
                session.owner(),
                SessionChange.ending(session.caller(), ends),
                session.sid(),
                session.tenant(),
                clock.instant(),
                now,
                ends,
                lasting,
                session.data().apply(id),
                0);
        store.add(opened, policy.keepUntil(opened));
        endSurplus(opened);
        return new Opened(opened, policy.cookie().cookie(secret, lasting ? lifetime : null));
    }

    @Override
    public boolean wellFormed(String cookieValue) {
        return SessionIdDigest.isSecret(cookieValue);
    }

    @Override
    public Lookup find(String cookieValue) throws SessionsUnavailableException {
        SessionId id = secrets.id(cookieValue);
        SessionRecord session = id == null ? null : store.find(id).orElse(null);
        if (session == null) {
            return UNKNOWN;
        }
        Instant now = time.now();
        Lookup.Dead dead = policy.timedOut(session, now);
        if (dead != null) {
            store.remove(session.id());
            return dead;
        }
        return used(session, now);
    }

    private Lookup used(SessionRecord found, Instant now) throws SessionsUnavailableException {
        SessionRecord session = found;
        SessionGuard guard = guards.get(session.owner());
        if (guard != null) {
            SessionGuard.Verdict verdict =
                    Objects.requireNonNull(guard.check(session), "the session guard returned null");
            if (verdict instanceof SessionGuard.Verdict.End end) {
                store.remove(session.id());
                return new Lookup.Dead(end.reason());
            }
            if (verdict instanceof SessionGuard.Verdict.Renew renew) {
                session = renewed(session, renew.record()).orElse(null);
                if (session == null) {
                    return UNKNOWN;
                }
            }
        }
        if (SessionClock.passed(lag, session.lastUsed(), now)) {
            session = SessionChange.used(session, now);
            if (!store.touch(session.id(), now, policy.keepUntil(session))) {
                return UNKNOWN;
            }
        }
        return new Lookup.Live(session);
    }

    // The loser of a concurrent renewal continues with what the winner wrote.
    private Optional<SessionRecord> renewed(SessionRecord expected, SessionRecord next)
            throws SessionsUnavailableException {
        if (next.version() > expected.version()) {
            return Optional.of(next);
        }
        SessionRecord changed = SessionChange.next(expected, next);
        return store.replace(expected.version(), changed, policy.keepUntil(changed))
                ? Optional.of(changed)
                : store.find(expected.id());
    }

    @Override
    public Optional<SessionRecord> read(SessionId id) throws SessionsUnavailableException {
        return checked(store.findNow(id), time.now());
    }

    @Override
    public boolean compareAndSet(SessionRecord expected, SessionRecord next) throws SessionsUnavailableException {
        SessionRecord changed = SessionChange.next(expected, next);
        return checked(store.find(expected.id()), time.now()).isPresent()
                && store.replace(expected.version(), changed, policy.keepUntil(changed));
    }

    @Override
    public Lookup end(String cookieValue) throws SessionsUnavailableException {
        SessionId id = secrets.id(cookieValue);
        SessionRecord ended = id == null ? null : store.remove(id).orElse(null);
        if (ended == null) {
            return UNKNOWN;
        }
        Lookup.Dead dead = policy.timedOut(ended, time.now());
        return dead == null ? new Lookup.Live(ended) : dead;
    }

    @Override
    public Lookup logOut(String cookieValue) throws SessionsUnavailableException {
        Lookup ended = end(cookieValue);
        SessionGuard guard =
                ended instanceof Lookup.Live live ? guards.get(live.record().owner()) : null;
        if (guard != null) {
            guard.loggedOut(((Lookup.Live) ended).record());
        }
        return ended;
    }

    @Override
    public boolean end(SessionId id) throws SessionsUnavailableException {
        SessionRecord ended = store.remove(id).orElse(null);
        return ended != null && policy.timedOut(ended, time.now()) == null;
    }

    @Override
    public int endWhere(Selection selection) throws SessionsUnavailableException {
        return store.removeWhere(selection).size();
    }

    @Override
    public List<SessionRecord> list(String issuer, String subject) throws SessionsUnavailableException {
        List<SessionRecord> sessions = liveOf(issuer, subject);
        return List.copyOf(sessions.size() > LONGEST_LIST ? sessions.subList(0, LONGEST_LIST) : sessions);
    }

    @Override
    public SetCookie deletion() {
        return policy.cookie().deletion();
    }

    @Override
    public List<SetCookie> deletions() {
        return policy.cookie().deletions();
    }

    @Override
    public void guard(String owner, SessionGuard guard) {
        guards.put(owner, guard);
    }

    /** Returns the login attempts that all nodes count together; empty if each node counts its own. */
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
        return store.measurements();
    }

    @Override
    public void close() {
        store.close();
    }

    private void endSurplus(SessionRecord opened) throws SessionsUnavailableException {
        if (policy.perUser() == 0) {
            return;
        }
        // The new session stays whatever the wall clock shows, which only orders the others.
        List<SessionRecord> others =
                liveOf(opened.caller().issuer(), opened.caller().subject());
        others.removeIf(session -> session.id().equals(opened.id()));
        for (int i = policy.perUser() - 1; i < others.size(); i++) {
            store.remove(others.get(i).id());
        }
    }

    private List<SessionRecord> liveOf(String issuer, String subject) throws SessionsUnavailableException {
        Instant now = time.now();
        List<SessionRecord> live = new ArrayList<>();
        for (SessionRecord session : store.ofSubject(issuer, subject)) {
            checked(Optional.of(session), now).ifPresent(live::add);
        }
        live.sort(NEWEST_FIRST);
        return live;
    }

    private Optional<SessionRecord> checked(Optional<SessionRecord> session, Instant now)
            throws SessionsUnavailableException {
        if (session.isPresent() && policy.timedOut(session.get(), now) != null) {
            store.remove(session.get().id());
            return Optional.empty();
        }
        return session;
    }
}
