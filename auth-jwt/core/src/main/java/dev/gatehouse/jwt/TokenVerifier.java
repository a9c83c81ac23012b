package dev.gatehouse.jwt;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.MechanismContext;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies signed JWTs in compact form (RFC 7519, RFC 7515, RFC 8725) of configured issuers.
 *
 * <p>The order of work: strict form; strict JSON of header and payload; the issuer, which decides what follows; algorithm and type from configuration; claims; the key by issuer
 * and kid; the signature. Claims go before the key, since an expired token must be called expired even while its key can't be fetched, and before the signature, which costs
 * more than all the rest. A {@link VerifiedToken} comes into being after the signature alone.
 *
 * <p>It does no I/O and waits for nothing, except that a token with an unknown kid may wait a second for new keys. Nothing that a token contains makes it throw.
 * Thread-safe.
 */
public final class TokenVerifier implements TokenJudge {

    private static final Logger LOG = LoggerFactory.getLogger(TokenVerifier.class);

    private final String mechanism;
    private final Map<String, TrustedIssuer> issuers;
    private final Clock clock;
    private final AutoCloseable background;
    private final VerifiedTokens tokens;
    private final TokenScreen screen;
    private final LongAdder signatureChecks = new LongAdder();
    private final RevocationCheck revocations;

    TokenVerifier(
            String mechanism,
            Map<String, TrustedIssuer> issuers,
            Clock clock,
            long cacheBytes,
            AutoCloseable background) {
        this(mechanism, issuers, clock, cacheBytes, background, RevocationCheck.NONE);
    }

    TokenVerifier(
            String mechanism,
            Map<String, TrustedIssuer> issuers,
            Clock clock,
            long cacheBytes,
            AutoCloseable background,
            RevocationCheck revocations) {
        this.revocations = revocations;
        this.mechanism = mechanism;
        this.issuers = Map.copyOf(issuers);
        this.clock = clock;
        this.background = background;
        this.tokens = new VerifiedTokens(cacheBytes);
        this.screen = new TokenScreen(this.issuers, tokens);
    }

    /**
     * Returns a verifier whose keys are being fetched. It does not wait for them: until they are there its answer is {@link Verification.Undecided}.
     *
     * @param context lends the clock and the deadlines of outgoing requests
     * @param policies the issuers; at least one
     * @param cacheBytes about how much of the heap verified tokens may take, by an estimate from their claims; 0 to verify each time
     * @throws IllegalArgumentException if there is no issuer, if one is there twice, or if a file of keys can't be used
     */
    public static TokenVerifier start(MechanismContext context, List<IssuerPolicy> policies, long cacheBytes) {
        return start(context, policies, cacheBytes, null, null);
    }

    /**
     * Returns a verifier whose keys are being fetched, and which refuses tokens that have been revoked.
     *
     * @param context lends the clock and the deadlines of outgoing requests
     * @param policies the issuers; at least one
     * @param cacheBytes about how much of the heap verified tokens may take, by an estimate from their claims; 0 to verify each time
     * @param revocations what knows of revoked tokens; {@code null} for nothing
     * @param revocationsFile a file with revoked tokens, read again when it changes; {@code null} for none
     * @throws IllegalArgumentException if there is no issuer, if one is there twice, or if a file can't be used
     */
    public static TokenVerifier start(
            MechanismContext context,
            List<IssuerPolicy> policies,
            long cacheBytes,
            @Nullable TokenRevocations revocations,
            @Nullable Path revocationsFile) {
        return VerifierAssembly.start(context, policies, cacheBytes, revocations, revocationsFile, KeyTimes.PATIENCE);
    }

    /**
     * Verifies a token.
     *
     * @param token the compact form and nothing around it
     * @return the outcome; never {@code null}, never an exception for what the token contains
     */
    public Verification verify(String token) {
        return verify(token, 0);
    }

    /** Returns the issuers whose tokens it judges. Unmodifiable. */
    @Override
    public Set<String> issuers() {
        return issuers.keySet();
    }

    /** Returns whether the keys of all issuers are there and current. */
    @Override
    public Health health() {
        List<String> details = new ArrayList<>();
        int down = 0;
        for (TrustedIssuer issuer : issuers.values()) {
            Health health = issuer.keys().health();
            if (health.state() != Health.State.UP) {
                details.add(health.detail());
                down += health.state() == Health.State.DOWN ? 1 : 0;
            }
        }
        if (details.isEmpty()) {
            return revocations.and(Health.up());
        }
        Health.State state = down == issuers.size() ? Health.State.DOWN : Health.State.DEGRADED;
        return revocations.and(new Health(state, String.join("; ", details)));
    }

    /** Ends the fetching of keys. */
    @Override
    public void close() {
        issuers.values().forEach(issuer -> issuer.keys().close());
        try {
            background.close();
        } catch (Exception unexpected) {
            LOG.warn("could not end the fetching of keys", unexpected);
        }
    }

    /**
     * Verifies a token that is the end of a text.
     *
     * @param text what holds the token up to its end, such as a header's value
     * @param from where the token begins
     * @return the outcome; never {@code null}, never an exception for what the token contains
     */
    @Override
    public Verification verify(String text, int from) {
        try {
            long now = clock.millis();
            Screening screening = screen.screen(text, from, now);
            return revocations.applied(
                    screening instanceof Screening.Candidate candidate
                            ? verified(candidate, now)
                            : ((Screening.Answer) screening).verification());
        } catch (RuntimeException | StackOverflowError defect) {
            // Messages of parsers quote their input, so only the place is logged.
            StackTraceElement[] trace = defect.getStackTrace();
            LOG.error(
                    "a token made the verifier fail with {} at {}; refused",
                    defect.getClass().getName(),
                    trace.length == 0 ? "an unknown place" : trace[0]);
            return new Verification.Refused(Reasons.UNEXPECTED);
        }
    }

    /** Lets go of verified tokens that can't be used any more. */
    void sweep() {
        tokens.sweep(clock.millis());
    }

    /** Returns how many verified tokens are remembered, about. */
    long remembered() {
        return tokens.size();
    }

    /** Returns how many signatures were checked. */
    long signatureChecks() {
        return signatureChecks.sum();
    }

    private Verification verified(Screening.Candidate candidate, long now) {
        TrustedIssuer issuer = candidate.issuer();
        KeyLookup lookup = issuer.keys().find(candidate.header().kid(), candidate.algorithm());
        if (lookup instanceof KeyLookup.Unknown unknown) {
            return new Verification.Refused(unknown.reason());
        }
        if (lookup instanceof KeyLookup.Undecided undecided) {
            return new Verification.Undecided(undecided.reason(), undecided.retryAfter());
        }
        List<VerificationKey> keys = ((KeyLookup.Found) lookup).keys();
        VerifiedTokens.Entry entry = tokens.once(candidate.digest(), candidate.tail(), now, () -> {
            VerificationKey key = signer(keys, candidate);
            return key == null ? null : issuer.accepted(mechanism, candidate, key);
        });
        if (entry == null) {
            return new Verification.Refused(Reasons.SIGNATURE);
        }
        if (RevocationCheck.tokenOf(entry.answer()) != null) {
            screen.approve(candidate);
        }
        return entry.answer();
    }

    private @Nullable VerificationKey signer(List<VerificationKey> keys, Screening.Candidate candidate) {
        for (VerificationKey key : keys) {
            signatureChecks.increment();
            if (key.verifies(candidate.algorithm(), candidate.signingInput(), candidate.signature())) {
                return key;
            }
        }
        return null;
    }
}
