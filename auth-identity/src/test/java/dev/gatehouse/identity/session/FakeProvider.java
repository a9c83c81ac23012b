package dev.gatehouse.identity.session;

import dev.gatehouse.identity.provider.ClientAuthentication;
import dev.gatehouse.identity.provider.LoginProvider;
import dev.gatehouse.identity.provider.LoginVerifier;
import dev.gatehouse.identity.provider.ProviderClient;
import dev.gatehouse.identity.provider.ProviderMetadata;
import dev.gatehouse.identity.provider.TokenAnswer;
import dev.gatehouse.identity.provider.TokenSet;
import dev.gatehouse.jwt.IssuerPolicy;
import dev.gatehouse.jwt.keys.KeyLocation;
import dev.gatehouse.jwt.provider.ProviderAccess;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Health;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A provider that rotates refresh tokens and notices a second use. Several nodes share it. Its tokens are opaque; the
 * caller that they stand for is a field.
 */
final class FakeProvider implements ProviderClient, LoginVerifier {

    static final String ISSUER = "http://localhost:1/realms/example";
    static final Duration LIFETIME = Duration.ofMinutes(5);

    final List<String> used = new CopyOnWriteArrayList<>();
    final List<String> revoked = new CopyOnWriteArrayList<>();
    final List<String> ended = new CopyOnWriteArrayList<>();
    final AtomicInteger reused = new AtomicInteger();
    private final Set<String> spent = ConcurrentHashMap.newKeySet();
    private final AtomicInteger serial = new AtomicInteger();
    private final Clock clock;
    private final String issuer;
    volatile Duration refreshLifetime = Duration.ofMinutes(30);
    volatile boolean refreshTokens = true;
    volatile boolean keycloak;
    volatile Function<TokenSet, TokenAnswer> answer = TokenAnswer.Issued::new;
    volatile Function<Caller, Checked> verdict = caller -> new Checked.Passed(caller, null);

    FakeProvider(Clock clock) {
        this(clock, ISSUER);
    }

    FakeProvider(Clock clock, String issuer) {
        this.clock = clock;
        this.issuer = issuer;
    }

    static Caller.Builder demo() {
        return Caller.builder(ISSUER, "demo").permissions(Set.of("READ", "WRITE"));
    }

    /** Returns tokens of a log-in. */
    TokenSet issue() {
        int number = serial.incrementAndGet();
        Instant now = clock.instant();
        return new TokenSet(
                "access-" + number,
                refreshTokens ? "refresh-" + number : null,
                "id-" + number,
                now.plus(LIFETIME),
                now.plus(refreshLifetime));
    }

    void down() {
        answer = tokens -> new TokenAnswer.Unavailable("it did not answer", Duration.ofSeconds(1));
    }

    void up() {
        answer = TokenAnswer.Issued::new;
    }

    void refusing(String error) {
        answer = tokens -> new TokenAnswer.Refused(error);
    }

    SessionProvider asSessionProvider() {
        return new SessionProvider(
                this, this, IssuerPolicy.builder(ISSUER, Set.of("tasklist")).build());
    }

    @Override
    public TokenAnswer refresh(String refreshToken) {
        used.add(refreshToken);
        TokenAnswer result = answer.apply(issue());
        if (result instanceof TokenAnswer.Issued && !spent.add(refreshToken)) {
            reused.incrementAndGet();
            return new TokenAnswer.Refused("invalid_grant");
        }
        return result;
    }

    @Override
    public Checked afterRefresh(TokenSet tokens, TokenSet before, Caller caller) {
        return verdict.apply(caller);
    }

    @Override
    public boolean revoke(String token, String hint) {
        revoked.add(token);
        return true;
    }

    @Override
    public boolean endSession(String refreshToken) {
        return keycloak && ended.add(refreshToken);
    }

    @Override
    public LoginProvider provider() {
        return new LoginProvider(
                "example",
                "Example",
                new KeyLocation.Discovery(issuer, null),
                false,
                ProviderAccess.DEFAULT,
                "tasklist",
                new ClientAuthentication.None(),
                request(),
                "/callback");
    }

    private static LoginProvider.Request request() {
        return new LoginProvider.Request(
                List.of("openid"), LoginProvider.Pushed.OFF, null, "login", List.of(), null, Map.of());
    }

    @Override
    public Optional<ProviderMetadata> known() {
        return Optional.of(current());
    }

    @Override
    public ProviderMetadata current() {
        return new ProviderMetadata(
                issuer,
                URI.create(issuer + "/auth"),
                URI.create(issuer + "/token"),
                URI.create(issuer + "/logout"),
                URI.create(issuer + "/revoke"),
                null,
                false,
                true);
    }

    @Override
    public String push(Map<String, String> parameters) {
        throw new UnsupportedOperationException();
    }

    @Override
    public TokenAnswer exchange(String code, String verifier, URI redirectUri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Checked atLogin(TokenSet tokens, String nonce) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Health health() {
        return Health.up();
    }

    @Override
    public void close() {}
}
