package dev.gatehouse.jwt;

import dev.gatehouse.jwt.jose.TokenReasons;
import dev.gatehouse.jwt.jose.UnexpectedFailure;
import dev.gatehouse.jwt.keys.RequestSource;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.stability.Stable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies signed JWTs in compact form (RFC 7519, RFC 7515, RFC 8725) of configured issuers.
 *
 * <p>Order of work: strict form; strict JSON of header and payload; the issuer, which selects the rules; algorithm and
 * type from configuration; claims ({@link TokenReader}); then the key by issuer and kid or thumbprint, and the
 * signature. Claims are checked before the key is looked up, so that an expired token is reported as expired even while
 * its key cannot be fetched, and before the signature, which costs more than all other checks together. Only a good
 * signature yields a {@link VerifiedToken}.
 *
 * <p>It does no I/O and does not wait, except that a token with an unknown kid may wait one second for new keys.
 * Nothing that a token contains makes it throw. Thread-safe.
 *
 * @since 0.1
 */
@Stable
public final class TokenVerifier implements AccessTokenVerifier {

    private static final Logger LOG = LoggerFactory.getLogger(TokenVerifier.class);
    private static final Verification FOREIGN = new Verification.ForeignIssuer();

    private final BearerTokens tokens;
    private final Set<TrustedIssuer> issuers;
    private final Set<String> names;
    private final Set<String> authorizationServers;
    private final RevocationCheck revocations;
    private final AutoCloseable resources;
    private final SignatureCheck signatures;

    /**
     * @param issuers the issuers, each with a key of its own
     * @param resources closed together with this
     */
    TokenVerifier(
            BearerTokens tokens,
            Map<String, TrustedIssuer> issuers,
            RevocationCheck revocations,
            AutoCloseable resources) {
        this.tokens = tokens;
        this.signatures = new SignatureCheck(tokens);
        // By identity, because each remembered token is looked up here.
        this.issuers = Collections.newSetFromMap(new IdentityHashMap<>());
        this.issuers.addAll(issuers.values());
        Set<String> routed = new LinkedHashSet<>();
        Set<String> servers = new LinkedHashSet<>();
        for (TrustedIssuer issuer : issuers.values()) {
            if (!issuer.origin().ofLoadBalancer()) {
                routed.add(issuer.name());
            }
            servers.addAll(issuer.origin().authorizationServers(issuer.name()));
        }
        this.names = Set.copyOf(routed);
        this.authorizationServers = Set.copyOf(servers);
        this.revocations = revocations;
        this.resources = resources;
    }

    /**
     * Returns a verifier that fetches keys and shares nothing with mechanisms. It does not wait for the keys: until
     * they have been fetched, its result is {@link Verification.Undecided}. If the configuration is
     * {@linkplain MechanismContext#checkOnly() only checked}, it fetches none.
     *
     * @param context gives the clock and the deadlines of outgoing requests
     * @param policies the issuers; at least one
     * @param cacheBytes the heap bytes that verified tokens may take, estimated as four bytes for each character of a
     *     token; 0 to verify every time
     * @throws IllegalArgumentException if there is no issuer, if an issuer occurs twice, or if a file of keys cannot be
     *     used
     */
    public static TokenVerifier start(MechanismContext context, List<IssuerPolicy> policies, long cacheBytes) {
        return start(context, policies, cacheBytes, null, null);
    }

    /**
     * Returns a verifier that fetches keys, shares nothing with mechanisms, and refuses revoked tokens.
     *
     * @param context gives the clock and the deadlines of outgoing requests
     * @param policies the issuers; at least one
     * @param cacheBytes the heap bytes that verified tokens may take, estimated as four bytes for each character of a
     *     token; 0 to verify every time
     * @param revocations a list of revoked tokens; {@code null} for none
     * @param revocationsFile a file with revoked tokens, read again when it changes; {@code null} for none
     * @throws IllegalArgumentException if there is no issuer, if an issuer occurs twice, or if a file cannot be used
     */
    public static TokenVerifier start(
            MechanismContext context,
            List<IssuerPolicy> policies,
            long cacheBytes,
            @Nullable TokenRevocations revocations,
            @Nullable Path revocationsFile) {
        return VerifierAssembly.alone(context, policies, cacheBytes, revocations, revocationsFile);
    }

    /**
     * Verifies a token.
     *
     * @param token the compact form alone
     * @return the result; never {@code null}, no content of a token causes an exception
     */
    public Verification verify(String token) {
        return verify(tokens.read(token, 0));
    }

    /**
     * Verifies a token of a log-in, which a person waits for anyway. Unlike {@link #verify(String)}, it waits for keys
     * that are being fetched for the first time.
     *
     * @param token the compact form alone
     * @param patience how long to wait at most
     * @return the result; never {@code null}, no content of a token causes an exception
     */
    public Verification verify(String token, Duration patience) {
        Verification first = verify(token);
        if (!(first instanceof Verification.Undecided undecided
                && undecided.reason().code().equals(TokenReasons.NO_KEYS.code()))) {
            return first;
        }
        long deadline = System.nanoTime() + patience.toNanos();
        for (TrustedIssuer issuer : issuers) {
            issuer.keys().awaitFirst(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        }
        return verify(token);
    }

    BearerTokens tokens() {
        return tokens;
    }

    /**
     * Returns the issuers whose tokens it verifies. Those of load balancers are not among them, because the same issuer
     * may be configured for its own tokens too. Unmodifiable.
     */
    @Override
    public Set<String> issuers() {
        return names;
    }

    @Override
    public Set<String> authorizationServers() {
        return authorizationServers;
    }

    /** Starts fetching keys and schedules refreshes. */
    void start() {
        issuers.forEach(issuer -> issuer.keys().start());
    }

    /** Returns whether the keys of all issuers are available and current. */
    @Override
    public Health health() {
        List<String> details = new ArrayList<>();
        int up = 0;
        int down = 0;
        for (TrustedIssuer issuer : issuers) {
            Health health = issuer.keys().health();
            up += health.state() == Health.State.UP ? 1 : 0;
            down += health.state() == Health.State.DOWN ? 1 : 0;
            if (!health.detail().isEmpty()) {
                details.add(health.detail());
            }
        }
        Health.State some = up == issuers.size() ? Health.State.UP : Health.State.DEGRADED;
        Health.State state = down == issuers.size() ? Health.State.DOWN : some;
        return revocations.and(new Health(state, String.join("; ", details)));
    }

    /**
     * Returns the age of each issuer's keys, how often they were fetched, how many signatures were verified, and how
     * many verified tokens are cached by all mechanisms of the configuration together.
     */
    @Override
    public List<Measurement> measurements() {
        List<Measurement> all = new ArrayList<>();
        issuers.forEach(issuer -> all.addAll(issuer.keys().measurements()));
        all.add(Measurement.counter("tokens.signatures", (double) signatures.count()));
        all.add(Measurement.gauge("tokens.cached", (double) tokens.remembered()));
        return List.copyOf(all);
    }

    /** Stops fetching keys. */
    @Override
    public void close() {
        issuers.forEach(issuer -> issuer.keys().close());
        try {
            resources.close();
        } catch (Exception unexpected) {
            LOG.warn("could not stop fetching keys", unexpected);
        }
    }

    @Override
    public Verification verify(TokenReading reading) {
        return verify(reading, RequestSource.UNKNOWN);
    }

    @Override
    public Verification verify(TokenReading reading, RequestSource source) {
        try {
            return revocations.applied(verification(reading, source));
        } catch (RuntimeException | StackOverflowError defect) {
            return new Verification.Refused(UnexpectedFailure.logged(LOG, "verifying a token", defect));
        }
    }

    private Verification verification(TokenReading reading, RequestSource source) {
        if (reading instanceof TokenReading.Remembered remembered) {
            VerifiedTokens.Entry entry = remembered.entry();
            return owns(entry.issuer()) ? entry.answer() : FOREIGN;
        }
        if (reading instanceof TokenReading.Candidate candidate) {
            return owns(candidate.issuer()) ? signatures.verify(candidate, source) : FOREIGN;
        }
        if (reading instanceof TokenReading.Refused refused) {
            return new Verification.Refused(refused.reason());
        }
        return reading instanceof TokenReading.Introspectable token && token.opaque()
                ? new Verification.Refused(token.unclaimed())
                : FOREIGN;
    }

    private boolean owns(TrustedIssuer issuer) {
        return issuers.contains(issuer);
    }

    /** Returns the number of signatures checked. */
    long signatureChecks() {
        return signatures.count();
    }
}
