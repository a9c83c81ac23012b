package dev.gatehouse.identity.session;

import dev.gatehouse.cookie.sessions.MemorySessionsFactory;
import dev.gatehouse.identity.provider.PublicPlace;
import dev.gatehouse.identity.provider.SessionTokens;
import dev.gatehouse.idp.IdentityProvider;
import dev.gatehouse.idp.Issuer;
import dev.gatehouse.jwt.IssuerPolicy;
import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Authenticator;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Credential;
import dev.gatehouse.spi.CredentialExtractor;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.Decision;
import dev.gatehouse.spi.Endpoint;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.SessionGuard;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsFactory;
import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.testkit.ProtectedSite;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An application on Jetty whose sessions belong to the in-process provider; the log-in itself is left out. */
final class SessionSite implements AutoCloseable {

    static final String LOGOUT = "/api/login/logout";
    static final String BACK_CHANNEL = "/api/login/back-channel-logout";

    final IdentityProvider idp = IdentityProvider.demo().start();
    final Issuer issuer = idp.keycloak();
    final FakeProvider provider = new FakeProvider(Clock.systemUTC(), issuer.issuer());
    private final AtomicReference<FlakySessions> store = new AtomicReference<>();
    private final AtomicReference<Sessions> sessions = new AtomicReference<>();
    private final AtomicReference<ProviderSessions> life = new AtomicReference<>();
    final ProtectedSite site;

    SessionSite(Map<String, String> settings) throws Exception {
        Map<String, String> all = new TreeMap<>(Map.of("auth.mechanisms", "login"));
        all.putAll(settings);
        site = new ProtectedSite(
                Gatehouse.builder().settings(all).mechanism(new Factory()).sessions(new Stores()));
    }

    FlakySessions store() {
        return store.get();
    }

    Sessions sessions() {
        return sessions.get();
    }

    /** Opens a session and returns its cookie as a header. */
    String open(String subject, @Nullable String sid) throws SessionsUnavailableException {
        Caller caller = Caller.builder(issuer.issuer(), subject).build();
        Sessions.Opened opened = sessions.get()
                .open(new Sessions.NewSession(
                        "login",
                        caller,
                        sid,
                        null,
                        null,
                        false,
                        id -> life.get().tokens().seal(id, new SessionTokens("example", provider.issue()))));
        return opened.cookie().name() + "=" + opened.cookie().value();
    }

    int status(String cookie) throws Exception {
        return site.get("/me", "Cookie", cookie).statusCode();
    }

    /** Waits for the decision about the last request and returns its reason code. */
    String lastReason(int decisionsBefore) {
        SessionNode.await(() -> site.decisions().size() > decisionsBefore);
        List<Decision> decisions = site.decisions();
        return decisions.get(decisions.size() - 1).reason().code();
    }

    @Override
    public void close() {
        site.close();
        idp.close();
    }

    private record Cookie(String value) implements Credential {
        @Override
        public String toString() {
            return "Cookie[***]";
        }
    }

    private final class Stores implements SessionsFactory {
        private final SessionsFactory memory = new MemorySessionsFactory();

        @Override
        public String name() {
            return memory.name();
        }

        @Override
        public List<Setting<?>> settings() {
            return memory.settings();
        }

        @Override
        public Sessions create(MechanismContext context) {
            store.set(new FlakySessions(memory.create(context)));
            return store.get();
        }
    }

    private final class Factory implements AuthenticationMechanismFactory {
        @Override
        public String name() {
            return "login";
        }

        @Override
        public List<Setting<?>> settings() {
            return ProviderSessions.settings();
        }

        @Override
        public AuthenticationMechanism<?> create(MechanismContext context) {
            IssuerPolicy idTokens =
                    IssuerPolicy.builder(issuer.issuer(), Set.of("tasklist")).build();
            sessions.set(context.sessions());
            life.set(ProviderSessions.open(
                    context, List.of(new SessionProvider(provider, provider, idTokens)), new PublicPlace(null)));
            return new Mechanism(context.sessions(), life.get());
        }
    }

    private record Mechanism(Sessions sessions, ProviderSessions life)
            implements AuthenticationMechanism<Cookie>, Authenticator<Cookie> {
        @Override
        public CredentialSource source() {
            return sessions.source();
        }

        @Override
        public CredentialExtractor<Cookie> extractor() {
            return request -> request.cookies(sessions.source().name()).stream()
                    .findFirst()
                    .map(Cookie::new);
        }

        @Override
        public Authenticator<Cookie> authenticator() {
            return this;
        }

        @Override
        public boolean blocking() {
            return true;
        }

        @Override
        public AuthenticationResult authenticate(Cookie cookie) {
            try {
                return sessions.find(cookie.value()) instanceof Sessions.Lookup.Live live
                        ? AuthenticationResult.authenticated(live.record().caller())
                        : AuthenticationResult.rejected(Reason.of("session.unknown"));
            } catch (SessionsUnavailableException unavailable) {
                return AuthenticationResult.unavailable(Reason.of("session.unavailable"), unavailable.retryAfter());
            }
        }

        @Override
        public List<Endpoint> endpoints() {
            return life.endpoints();
        }

        @Override
        public Optional<SessionGuard> sessionGuard() {
            return Optional.of(life.guard());
        }

        @Override
        public void close() {
            life.close();
        }
    }
}
