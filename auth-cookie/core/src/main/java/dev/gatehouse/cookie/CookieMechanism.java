package dev.gatehouse.cookie;

import dev.gatehouse.cookie.users.Users;
import dev.gatehouse.cookie.users.UsersSource;
import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Authenticator;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Challenge;
import dev.gatehouse.spi.CredentialExtractor;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.Endpoint;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.spi.RefusalContext;
import dev.gatehouse.spi.RequestView;
import dev.gatehouse.spi.SessionGuard;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.support.SessionCandidates;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Authenticates by the session cookie, of any mechanism. A cookie of a dead session is refused and not deleted; only
 * logout deletes it. Thread-safe.
 */
final class CookieMechanism
        implements AuthenticationMechanism<SessionCookie>,
                CredentialExtractor<SessionCookie>,
                Authenticator<SessionCookie> {

    private final Sessions sessions;
    private final UsersSource.Directory directory;
    private final Users users;
    private final SessionGuard guard;
    private final List<Endpoint> endpoints;
    private final HashingLimit hashing;
    private final Set<String> cookiePrefixes;

    CookieMechanism(
            Sessions sessions,
            UsersSource.Directory directory,
            SessionGuard guard,
            List<Endpoint> endpoints,
            Set<String> cookiePrefixes,
            HashingLimit hashing) {
        this.sessions = sessions;
        this.directory = directory;
        this.users = directory.users();
        this.guard = guard;
        this.endpoints = List.copyOf(endpoints);
        this.hashing = hashing;
        this.cookiePrefixes = Set.copyOf(cookiePrefixes);
    }

    @Override
    public CredentialSource source() {
        return sessions.source();
    }

    @Override
    public CredentialExtractor<SessionCookie> extractor() {
        return this;
    }

    @Override
    public Authenticator<SessionCookie> authenticator() {
        return this;
    }

    @Override
    public boolean blocking() {
        return users.blocking() || sessions.blocking();
    }

    @Override
    public Optional<SessionCookie> extract(RequestView request) {
        List<String> values = request.cookies(sessions.source().name());
        return values.isEmpty() ? Optional.empty() : Optional.of(new SessionCookie(values));
    }

    @Override
    public AuthenticationResult authenticate(SessionCookie cookie) {
        return SessionCandidates.authenticate(sessions, cookie.values());
    }

    @Override
    public List<Challenge> challenges(RefusalContext refusal) {
        // A new login does not add a missing permission.
        return refusal.cause() == RefusalContext.Cause.PERMISSION_MISSING
                ? List.of()
                : List.of(Challenge.of("Session").with("realm", refusal.realm()));
    }

    @Override
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    @Override
    public Set<String> cookiePrefixes() {
        return cookiePrefixes;
    }

    @Override
    public Optional<SessionGuard> sessionGuard() {
        return Optional.of(guard);
    }

    @Override
    public Map<String, String> directories() {
        return Map.of(Caller.LOCAL_ISSUER, "");
    }

    @Override
    public void close() {
        directory.close();
    }

    @Override
    public Health health() {
        return users.health();
    }

    @Override
    public List<Measurement> measurements() {
        return hashing.measurements();
    }
}
