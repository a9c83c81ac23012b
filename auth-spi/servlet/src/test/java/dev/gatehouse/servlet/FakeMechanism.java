package dev.gatehouse.servlet;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.Authenticator;
import dev.gatehouse.spi.Challenge;
import dev.gatehouse.spi.CredentialExtractor;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.Endpoint;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.ProtectedResource;
import dev.gatehouse.spi.RefusalContext;
import dev.gatehouse.spi.RequestView;
import dev.gatehouse.spi.RequiredBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/** A mechanism that behaves as a test says, and its own factory; it counts how often it was made and closed. */
final class FakeMechanism implements AuthenticationMechanism<FakeCredential>, AuthenticationMechanismFactory {

    private final String name;
    private final CredentialSource source;
    private CredentialExtractor<FakeCredential> extractor;
    private Authenticator<FakeCredential> authenticator;
    private Function<RefusalContext, List<Challenge>> challenges = refusal -> List.of();
    private final List<Endpoint> endpoints = new ArrayList<>();
    private Optional<String> loginPage = Optional.empty();
    private Set<String> cookiePrefixes = Set.of();
    private Set<String> issuers = Set.of();
    private Map<String, String> directories = Map.of();
    private Optional<ProtectedResource> protectedResource = Optional.empty();
    private Optional<RequiredBody<FakeCredential>> requiredBody = Optional.empty();
    private boolean blocking;
    private Supplier<Health> health = Health::up;
    private Runnable checking = () -> {};
    private Supplier<List<Measurement>> measurements = List::of;
    private Runnable starting = () -> {};
    private Runnable closing = () -> {};
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();

    private FakeMechanism(String name, CredentialSource source, CredentialExtractor<FakeCredential> extractor) {
        this.name = name;
        this.source = source;
        this.extractor = extractor;
        this.authenticator = Tokens.of(name);
    }

    /** Returns a mechanism for one scheme of the {@code Authorization} header. */
    static FakeMechanism authorization(String name, String scheme) {
        return new FakeMechanism(name, CredentialSource.authorization(), view -> fromAuthorization(view, scheme))
                .challenging(refusal -> List.of(bearerLike(scheme, refusal)));
    }

    private static Optional<FakeCredential> fromAuthorization(RequestView view, String scheme) {
        List<String> values = view.headers("Authorization");
        if (values.isEmpty()) {
            return Optional.empty();
        }
        String value = values.get(0);
        String prefix = scheme.toLowerCase(Locale.ROOT);
        String lower = value.toLowerCase(Locale.ROOT);
        return lower.equals(prefix) || lower.startsWith(prefix + " ")
                ? Optional.of(
                        new FakeCredential(value.substring(scheme.length()).trim()))
                : Optional.empty();
    }

    private static Challenge bearerLike(String scheme, RefusalContext refusal) {
        Challenge challenge = Challenge.of(scheme);
        return switch (refusal.cause()) {
            case NOTHING_PRESENTED -> challenge;
            case CREDENTIAL_REFUSED -> challenge.with("error", "invalid_token");
            case PERMISSION_MISSING ->
                challenge
                        .with("error", "insufficient_scope")
                        .with(
                                "error_description",
                                String.join(
                                        ", ",
                                        refusal.permissions().stream().sorted().toList()));
            case STEP_UP_NEEDED -> challenge.with("error", "insufficient_user_authentication");
        };
    }

    /** Returns a mechanism for a header of its own. */
    static FakeMechanism header(String name, String header) {
        return new FakeMechanism(
                name,
                CredentialSource.header(header),
                view -> view.headers(header).stream().findFirst().map(FakeCredential::new));
    }

    /** Returns a mechanism for a cookie. */
    static FakeMechanism cookie(String name, String cookie) {
        return new FakeMechanism(
                name,
                CredentialSource.cookie(cookie),
                view -> view.cookies(cookie).stream().findFirst().map(FakeCredential::new));
    }

    static FakeMechanism from(String name, CredentialSource source) {
        return new FakeMechanism(name, source, view -> Optional.empty());
    }

    FakeMechanism extracting(CredentialExtractor<FakeCredential> other) {
        extractor = other;
        return this;
    }

    FakeMechanism answering(Authenticator<FakeCredential> other) {
        authenticator = other;
        return this;
    }

    FakeMechanism challenging(Function<RefusalContext, List<Challenge>> other) {
        challenges = other;
        return this;
    }

    FakeMechanism endpoint(String method, String path, Endpoint.Handler handler) {
        endpoints.add(new Endpoint(method, path, handler));
        return this;
    }

    FakeMechanism loginPage(String path) {
        loginPage = Optional.of(path);
        return this;
    }

    FakeMechanism cookiePrefixes(String... prefixes) {
        cookiePrefixes = Set.of(prefixes);
        return this;
    }

    FakeMechanism issuers(String... names) {
        issuers = Set.of(names);
        return this;
    }

    /** Sets its directory of people, and what their names begin with. */
    FakeMechanism directory(String issuer, String prefix) {
        directories = Map.of(issuer, prefix);
        return this;
    }

    FakeMechanism noIssuers() {
        issuers = null;
        return this;
    }

    FakeMechanism protectedResource(ProtectedResource part) {
        protectedResource = Optional.of(part);
        return this;
    }

    FakeMechanism requiringBody(int maxBytes, RequiredBody.Completion<FakeCredential> completion) {
        requiredBody = Optional.of(new RequiredBody<>(maxBytes, completion));
        return this;
    }

    FakeMechanism blockingCalls() {
        blocking = true;
        return this;
    }

    FakeMechanism healthy(Supplier<Health> other) {
        health = other;
        return this;
    }

    FakeMechanism checking(Runnable other) {
        checking = other;
        return this;
    }

    FakeMechanism measuring(Supplier<List<Measurement>> other) {
        measurements = other;
        return this;
    }

    FakeMechanism starting(Runnable other) {
        starting = other;
        return this;
    }

    FakeMechanism closing(Runnable other) {
        closing = other;
        return this;
    }

    int made() {
        return made.get();
    }

    int closed() {
        return closed.get();
    }

    /** Returns how often its authenticator was asked. */
    int asked() {
        return asked.get();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public AuthenticationMechanism<?> create(MechanismContext context) {
        made.incrementAndGet();
        return this;
    }

    @Override
    public CredentialSource source() {
        return source;
    }

    @Override
    public CredentialExtractor<FakeCredential> extractor() {
        return extractor;
    }

    @Override
    public Authenticator<FakeCredential> authenticator() {
        return credential -> {
            asked.incrementAndGet();
            return authenticator.authenticate(credential);
        };
    }

    @Override
    public Optional<RequiredBody<FakeCredential>> requiredBody() {
        return requiredBody;
    }

    @Override
    public boolean blocking() {
        return blocking;
    }

    @Override
    public List<Challenge> challenges(RefusalContext refusal) {
        return challenges.apply(refusal);
    }

    @Override
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    @Override
    public Optional<String> loginPage() {
        return loginPage;
    }

    @Override
    public Set<String> cookiePrefixes() {
        return cookiePrefixes;
    }

    @Override
    public Set<String> issuers() {
        return issuers;
    }

    @Override
    public Map<String, String> directories() {
        return directories;
    }

    @Override
    public Optional<ProtectedResource> protectedResource() {
        return protectedResource;
    }

    @Override
    public void check() {
        checking.run();
    }

    @Override
    public void start() {
        starting.run();
    }

    @Override
    public Health health() {
        return health.get();
    }

    @Override
    public void close() {
        closed.incrementAndGet();
        closing.run();
    }

    @Override
    public List<Measurement> measurements() {
        return measurements.get();
    }
}
