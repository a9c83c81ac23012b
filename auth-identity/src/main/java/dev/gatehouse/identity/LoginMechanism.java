package dev.gatehouse.identity;

import dev.gatehouse.identity.login.LoginEndpoints;
import dev.gatehouse.identity.provider.OpenIdProviders;
import dev.gatehouse.identity.session.ProviderSessions;
import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.Authenticator;
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

/** Authenticates by the session cookie, of any mechanism, and lets people log in with OpenID providers. Thread-safe. */
final class LoginMechanism implements AuthenticationMechanism<SessionCookie> {

    private final Sessions sessions;
    private final OpenIdProviders providers;
    private final List<Endpoint> endpoints;
    private final String loginPage;
    private final ProviderSessions life;
    private final CredentialSource source;
    private final Map<String, String> directories;

    /**
     * Creates the mechanism.
     *
     * @param providers closed together with this
     * @param endpoints its endpoints
     * @param loginPage the endpoint at which a log-in begins
     * @param life what happens to its sessions; closed together with this
     */
    LoginMechanism(
            Sessions sessions,
            OpenIdProviders providers,
            List<Endpoint> endpoints,
            String loginPage,
            ProviderSessions life) {
        this.sessions = sessions;
        this.providers = providers;
        this.endpoints = List.copyOf(endpoints);
        this.loginPage = loginPage;
        this.life = life;
        this.source = sessions.source();
        this.directories = providers.directories();
    }

    @Override
    public CredentialSource source() {
        return source;
    }

    @Override
    public CredentialExtractor<SessionCookie> extractor() {
        return this::extract;
    }

    private Optional<SessionCookie> extract(RequestView request) {
        List<String> values = request.cookies(source.name());
        return values.isEmpty() ? Optional.empty() : Optional.of(new SessionCookie(values));
    }

    @Override
    public Authenticator<SessionCookie> authenticator() {
        return cookie -> SessionCandidates.authenticate(sessions, cookie.values());
    }

    @Override
    public boolean blocking() {
        // A session is refreshed on the way if its access token has expired.
        return true;
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
    public Optional<String> loginPage() {
        return Optional.of(loginPage);
    }

    @Override
    public Set<String> cookiePrefixes() {
        return LoginEndpoints.cookiePrefixes();
    }

    @Override
    public Map<String, String> directories() {
        return directories;
    }

    @Override
    public Optional<SessionGuard> sessionGuard() {
        return Optional.of(life.guard());
    }

    @Override
    public void start() {
        providers.start();
    }

    @Override
    public Health health() {
        Health logins = providers.health();
        Health refreshes = life.health();
        if (logins.detail().isEmpty() || refreshes.detail().isEmpty()) {
            return logins.detail().isEmpty() ? refreshes : logins;
        }
        Health.State worst = logins.state() == Health.State.UP ? refreshes.state() : logins.state();
        return new Health(worst, logins.detail() + "; " + refreshes.detail());
    }

    @Override
    public List<Measurement> measurements() {
        return providers.measurements();
    }

    @Override
    public void close() {
        life.close();
        providers.close();
    }
}
