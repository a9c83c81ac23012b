package dev.gatehouse.idp;

import dev.gatehouse.idp.accounts.Client;
import dev.gatehouse.idp.accounts.Directory;
import dev.gatehouse.idp.faults.Answer;
import dev.gatehouse.idp.faults.Endpoint;
import dev.gatehouse.idp.faults.Faults;
import dev.gatehouse.idp.tokens.SigningKeys;
import dev.gatehouse.idp.tokens.TokenSpec;
import dev.gatehouse.spi.stability.Incubating;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * One of the issuers of an {@link IdentityProvider}, with its own keys, faults and request counters. Its URLs do not
 * change while the server is stopped. Thread-safe.
 *
 * @since 0.1
 */
@Incubating
public final class Issuer {

    private static final Duration SAME_TIME = Duration.ofSeconds(1);

    private final Flavour flavour;
    private final String base;
    private final String issuer;
    private final SigningKeys keys;
    private final Faults faults = new Faults();
    private final State state;
    private final Minting minting;
    private final SessionEnd sessionEnd;
    private final RevocationHandler revocation;
    private final Map<Endpoint, Handler> handlers = new EnumMap<>(Endpoint.class);
    private final Clock clock;
    private final Map<Endpoint, AtomicInteger> requests = new EnumMap<>(Endpoint.class);

    Issuer(
            Flavour flavour,
            String base,
            Directory directory,
            SigningKeys keys,
            Clock rightClock,
            Lifetimes lifetimes,
            boolean responseIssuer) {
        this.flavour = flavour;
        this.base = base;
        this.issuer = base + flavour.issuerPath();
        this.keys = keys;
        this.clock = new SkewedClock(rightClock, faults);
        this.state = new State(clock);
        Tokens tokens = new Tokens(issuer, flavour, keys, state, clock, lifetimes);
        Entitlements entitlements = new Entitlements(flavour);
        this.minting = new Minting(flavour, issuer, directory, keys, clock, tokens, entitlements);
        this.sessionEnd = new SessionEnd(directory, minting);
        ClientAuthentication clients = new ClientAuthentication(
                directory,
                new ClientAssertions(Set.of(issuer, uri(Endpoint.TOKEN).toString()), directory, state, clock));
        BrowserCookie cookie = new BrowserCookie(flavour, state);
        AuthorizationRequests authorizations = new AuthorizationRequests(entitlements);
        PushedRequestHandler pushed = new PushedRequestHandler(clients, authorizations, state);
        this.revocation = new RevocationHandler(clients, tokens, state);

        handlers.put(
                Endpoint.DISCOVERY,
                request -> Answer.json(200, Metadata.of(this, responseIssuer)).revalidated());
        handlers.put(Endpoint.JWKS, request -> Answer.json(200, keys.jwkSet()).revalidated());
        handlers.put(
                Endpoint.TOKEN,
                new TokenHandler(
                        clients,
                        entitlements,
                        state,
                        new TokenResponses(flavour, tokens, state),
                        new DpopHeader(flavour.paths(Endpoint.TOKEN), clock)));
        handlers.put(
                Endpoint.AUTHORIZATION,
                new AuthorizationHandler(
                        responseIssuer ? Optional.of(issuer) : Optional.empty(),
                        uri(Endpoint.AUTHORIZATION).toString(),
                        directory,
                        authorizations,
                        pushed,
                        state,
                        cookie,
                        clock));
        handlers.put(Endpoint.INTROSPECTION, new IntrospectionHandler(clients, tokens, state));
        handlers.put(Endpoint.REVOCATION, revocation);
        handlers.put(
                Endpoint.END_SESSION,
                new EndSessionHandler(
                        uri(Endpoint.END_SESSION).toString(), clients, directory, tokens, state, cookie, sessionEnd));
        handlers.put(Endpoint.PUSHED_AUTHORIZATION, pushed);
        handlers.put(Endpoint.USERINFO, new UserInfoHandler(tokens, state));
        for (Endpoint endpoint : Endpoint.values()) {
            requests.put(endpoint, new AtomicInteger());
        }
    }

    /** Returns the issuer identifier, exactly as in {@code iss} of its tokens and {@code issuer} of its metadata. */
    public String issuer() {
        return issuer;
    }

    /** Returns the URL of an endpoint, as in the metadata. */
    public URI uri(Endpoint endpoint) {
        return URI.create(base + flavour.paths(endpoint).get(0));
    }

    /** Returns the URL of the token endpoint. */
    public URI tokenEndpoint() {
        return uri(Endpoint.TOKEN);
    }

    /** Returns the URL of the JWK set. */
    public URI jwksUri() {
        return uri(Endpoint.JWKS);
    }

    /** Returns the keys. They can be rotated, published and withdrawn. */
    public SigningKeys keys() {
        return keys;
    }

    /** Returns the faults that tests can switch on. */
    public Faults faults() {
        return faults;
    }

    /** Returns the number of requests to the endpoint since the last {@link #resetRequests()}, answered or not. */
    public int requests(Endpoint endpoint) {
        return counter(endpoint).get();
    }

    /** Returns the number of requests to all endpoints of this issuer. */
    public int requests() {
        return requests.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    /** Sets all counters to zero. */
    public void resetRequests() {
        requests.values().forEach(counter -> counter.set(0));
    }

    /** Returns a token spec with the claims of a client that may read and write tasks. */
    public TokenSpec mint() {
        return minting.ordinary();
    }

    /**
     * Returns the spec of the token that this registered client gets with client credentials.
     *
     * @throws IllegalArgumentException when there is no such client
     */
    public TokenSpec mintFor(String clientId) {
        return minting.forClient(clientId);
    }

    /**
     * Returns the spec of the token that this registered client gets for this user.
     *
     * @throws IllegalArgumentException if there is no such client or user
     */
    public TokenSpec mintFor(String clientId, String userName) {
        return minting.forUser(clientId, userName);
    }

    /**
     * Issues an opaque token with the claims of this spec. Only {@linkplain Endpoint#INTROSPECTION introspection}
     * returns its claims. It is active until its {@code exp} by the issuer's clock, or until it is
     * {@linkplain #revoke(String) revoked}. A token without {@code jti}, {@code exp} or the {@code iss} of this issuer
     * is never active.
     */
    public String issueOpaque(TokenSpec token) {
        return minting.opaque(token);
    }

    /**
     * Returns the spec of a logout token (OpenID Connect Back-Channel Logout section 2.4), signed with RS256.
     *
     * @param clientId the audience
     * @param subject the user's {@code sub}
     * @param sid the session that ended
     */
    public TokenSpec mintLogoutToken(String clientId, String subject, String sid) {
        return minting.logoutToken(clientId, subject, sid);
    }

    /**
     * Revokes an access token of this issuer without a request of a client.
     *
     * @return false if it was not active
     */
    public boolean revoke(String accessToken) {
        return revocation.revoke(accessToken);
    }

    /**
     * Ends a session as an administrator does, and sends a logout token to each client that the session gave a code to
     * and that has a {@linkplain Client.Builder#backchannelLogoutUri back-channel logout URI}. Returns when all have
     * answered, or after five seconds for each that does not.
     *
     * @param sid the {@code sid} of the session's tokens
     * @return what was sent; empty if there is no such session or it has ended
     */
    public List<LogoutDelivery> endSession(String sid) {
        return state.sessionOfSid(sid).map(sessionEnd::end).orElse(List.of());
    }

    /** Returns how many sessions a user has. */
    public int sessionsOf(String userName) {
        return state.sessionsOf(userName).size();
    }

    /**
     * Ends all sessions of a user, like {@link #endSession(String)}.
     *
     * @return what was sent for each session
     */
    public List<LogoutDelivery> endSessionsOf(String userName) {
        return state.sessionsOf(userName).stream()
                .flatMap(session -> sessionEnd.end(session).stream())
                .toList();
    }

    /**
     * Changes each logout token before it is sent, to make it invalid on purpose. {@code UnaryOperator.identity()}
     * restores valid tokens.
     */
    public void changeLogoutTokens(UnaryOperator<TokenSpec> change) {
        sessionEnd.changeTokens(change);
    }

    Answer answer(Endpoint endpoint, Request request) {
        Handler handler = handlers.get(endpoint);
        if (handler == null) {
            throw new IllegalStateException("no handler for " + endpoint);
        }
        Answer answer = handler.answer(request);
        // The JDK's server always sends the time of the machine as Date, which is not the time of this answer if the
        // issuer has another clock. Clients that compare clocks ignore the Date of an answer with an Age (RFC 9111
        // section 5.1).
        boolean otherTime =
                Duration.between(clock.instant(), Instant.now()).abs().compareTo(SAME_TIME) > 0;
        return otherTime ? answer.with("Age", "0") : answer;
    }

    void count(Endpoint endpoint) {
        counter(endpoint).incrementAndGet();
    }

    List<String> paths(Endpoint endpoint) {
        return flavour.paths(endpoint);
    }

    /** The issuer identifier. */
    @Override
    public String toString() {
        return issuer;
    }

    private AtomicInteger counter(Endpoint endpoint) {
        AtomicInteger counter = requests.get(endpoint);
        if (counter == null) {
            throw new IllegalStateException("no counter for " + endpoint);
        }
        return counter;
    }
}
