package dev.gatehouse.jwt.introspection;

import dev.gatehouse.jwt.AccessTokenVerifier;
import dev.gatehouse.jwt.RevocationCheck;
import dev.gatehouse.jwt.TokenReading;
import dev.gatehouse.jwt.Verification;
import dev.gatehouse.jwt.VerifiedToken;
import dev.gatehouse.jwt.jose.TokenDigest;
import dev.gatehouse.jwt.jose.TokenReasons;
import dev.gatehouse.jwt.jose.UnexpectedFailure;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.support.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies opaque tokens, and JWTs of one issuer, by asking that issuer (RFC 7662).
 *
 * <p>A cached result is returned without waiting. Otherwise the request waits for a call, with a deadline. Requests
 * with the same token share one call. The number of waiting requests is limited, so that a slow issuer does not block
 * the threads of other requests. Thread-safe.
 */
final class TokenIntrospector implements AccessTokenVerifier {

    private static final Logger LOG = LoggerFactory.getLogger(TokenIntrospector.class);

    /** The maximum number of concurrent calls. */
    static final int MAX_CALLS = 32;
    /** The maximum number of waiting requests. */
    static final int MAX_WAITERS = 128;

    private static final Verification FOREIGN = new Verification.ForeignIssuer();
    private static final Verification SATURATED =
            new Verification.Undecided(TokenReasons.INTROSPECTION_SATURATED, Duration.ofSeconds(1));
    private static final Duration GRACE = Duration.ofMillis(500);

    private final String issuer;
    private final Clock clock;
    private final IntrospectionCalls calls;
    private final IntrospectionRules rules;
    private final IntrospectionCache answers;
    private final RevocationCheck revocations;
    private final long patience;
    private final Semaphore waiters = new Semaphore(MAX_WAITERS);
    private final ConcurrentMap<TokenDigest, CompletableFuture<Verification>> underWay = new ConcurrentHashMap<>();

    /** @param patience the deadline of a call */
    TokenIntrospector(
            String issuer,
            Clock clock,
            IntrospectionCalls calls,
            IntrospectionRules rules,
            IntrospectionCache answers,
            RevocationCheck revocations,
            Duration patience) {
        this.issuer = issuer;
        this.clock = clock;
        this.calls = calls;
        this.rules = rules;
        this.answers = answers;
        this.revocations = revocations;
        this.patience = patience.plus(GRACE).toNanos();
    }

    @Override
    public Verification verify(TokenReading reading) {
        if (reading instanceof TokenReading.Refused refused) {
            return new Verification.Refused(refused.reason());
        }
        if (!(reading instanceof TokenReading.Introspectable token)
                || !(token.opaque() || issuer.equals(token.issuer()))) {
            return FOREIGN;
        }
        try {
            Verification known = answers.find(token.digest(), clock.millis());
            return revocations.applied(
                    known == null ? introspect(token.token(), !token.opaque(), token.digest()) : known);
        } catch (RuntimeException | StackOverflowError defect) {
            return new Verification.Refused(UnexpectedFailure.logged(LOG, "introspection", defect));
        }
    }

    private Verification introspect(String token, boolean signed, TokenDigest digest) {
        CompletableFuture<Verification> mine = new CompletableFuture<>();
        CompletableFuture<Verification> first = underWay.putIfAbsent(digest, mine);
        if (first != null) {
            return await(first);
        }
        Verification finishedMeanwhile = answers.find(digest, clock.millis());
        if (finishedMeanwhile != null) {
            return completed(digest, mine, finishedMeanwhile);
        }
        try {
            calls.ask(token).whenComplete((outcome, failure) -> {
                Verification verification = failure == null
                        ? result(outcome, token, signed, digest)
                        : new Verification.Undecided(TokenReasons.INTROSPECTION_DOWN, Duration.ofSeconds(1));
                completed(digest, mine, verification);
            });
        } catch (RuntimeException defect) {
            completed(digest, mine, SATURATED);
            throw defect;
        }
        return await(mine);
    }

    private Verification completed(
            TokenDigest digest, CompletableFuture<Verification> call, Verification verification) {
        underWay.remove(digest, call);
        call.complete(verification);
        return verification;
    }

    /** Runs on the thread that received the response, so that the result is cached even if no request waits for it. */
    private Verification result(IntrospectionCalls.Outcome outcome, String token, boolean signed, TokenDigest digest) {
        if (outcome instanceof IntrospectionCalls.Outcome.None none) {
            return none.undecided();
        }
        byte[] answer = ((IntrospectionCalls.Outcome.Answered) outcome).body();
        // A JWT without its signature, as in VerifiedToken.digest().
        String named = signed ? token.substring(0, token.lastIndexOf('.')) : token;
        Verification verification;
        try {
            verification =
                    rules.verify(answer, Sha256.hex(named.getBytes(StandardCharsets.ISO_8859_1)), clock.millis());
        } catch (RuntimeException | StackOverflowError defect) {
            LOG.error(
                    "an introspection response could not be verified: {}",
                    defect.getClass().getName());
            return new Verification.Undecided(TokenReasons.INTROSPECTION_ANSWER, Duration.ofSeconds(5));
        }
        VerifiedToken good = RevocationCheck.tokenOf(verification);
        if (good != null) {
            answers.accepted(digest, verification, good, rules.usableFrom(good), answer.length);
        } else if (verification instanceof Verification.Refused refused) {
            answers.refused(digest, refused);
        }
        return verification;
    }

    private Verification await(CompletableFuture<Verification> call) {
        Verification done = call.getNow(null);
        if (done != null) {
            return done;
        }
        if (!waiters.tryAcquire()) {
            return SATURATED;
        }
        try {
            return call.get(patience, TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException notInTime) {
            LOG.debug("an introspection call exceeded its deadline");
        } finally {
            waiters.release();
        }
        return new Verification.Undecided(TokenReasons.INTROSPECTION_DOWN, Duration.ofSeconds(1));
    }

    @Override
    public boolean verifiesOpaqueTokens() {
        return true;
    }

    @Override
    public Set<String> issuers() {
        return Set.of(issuer);
    }

    @Override
    public Health health() {
        return revocations.and(calls.health());
    }

    @Override
    public List<Measurement> measurements() {
        List<Measurement> all = new ArrayList<>(calls.measurements());
        all.add(Measurement.gauge("tokens.cached", (double) answers.size()));
        all.add(Measurement.gauge("tokens.cached.refusals", (double) answers.refusals()));
        return List.copyOf(all);
    }

    @Override
    public void close() {
        // BearerContext closes the threads that the calls use.
    }
}
