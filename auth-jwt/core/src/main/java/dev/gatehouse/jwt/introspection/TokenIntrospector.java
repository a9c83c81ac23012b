package dev.gatehouse.jwt.introspection;

import dev.gatehouse.jwt.AccessTokenVerifier;
import dev.gatehouse.jwt.RevocationCheck;
import dev.gatehouse.jwt.TokenReading;
import dev.gatehouse.jwt.UnexpectedFailure;
import dev.gatehouse.jwt.Verification;
import dev.gatehouse.jwt.VerifiedToken;
import dev.gatehouse.jwt.jose.TokenDigest;
import dev.gatehouse.jwt.jose.TokenReasons;
import dev.gatehouse.spi.Health;
import dev.gatehouse.support.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
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
 * Judges opaque tokens, and JWTs of one issuer, by asking that issuer (RFC 7662).
 *
 * <p>What is remembered is decided without waiting and without a limit. Only what must be asked for waits, with a deadline, many requests with one token for one call, and so
 * few at a time that an issuer that hangs leaves the threads of everybody else alone. Thread-safe.
 */
final class TokenIntrospector implements AccessTokenVerifier {

    private static final Logger LOG = LoggerFactory.getLogger(TokenIntrospector.class);

    /** How many calls may be under way. */
    static final int MAX_CALLS = 32;
    /** How many requests may wait for them. */
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

    /** @param patience how long a call may take */
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
    public Verification judge(TokenReading reading) {
        if (reading instanceof TokenReading.Refused refused) {
            return new Verification.Refused(refused.reason());
        }
        if (!(reading instanceof TokenReading.Introspectable token)
                || !(token.opaque() || issuer.equals(token.issuer()))) {
            return FOREIGN;
        }
        try {
            Verification known = answers.find(token.digest(), clock.millis());
            return revocations.applied(known == null ? asked(token.token(), !token.opaque(), token.digest()) : known);
        } catch (RuntimeException | StackOverflowError defect) {
            return new Verification.Refused(UnexpectedFailure.logged(LOG, "introspection", defect));
        }
    }

    private Verification asked(String token, boolean signed, TokenDigest digest) {
        CompletableFuture<Verification> mine = new CompletableFuture<>();
        CompletableFuture<Verification> first = underWay.putIfAbsent(digest, mine);
        if (first != null) {
            return awaited(first);
        }
        Verification finishedMeanwhile = answers.find(digest, clock.millis());
        if (finishedMeanwhile != null) {
            return landed(digest, mine, finishedMeanwhile);
        }
        try {
            calls.ask(token).whenComplete((outcome, failure) -> {
                Verification verification = failure == null
                        ? judged(outcome, token, signed, digest)
                        : new Verification.Undecided(TokenReasons.INTROSPECTION_DOWN, Duration.ofSeconds(1));
                landed(digest, mine, verification);
            });
        } catch (RuntimeException defect) {
            landed(digest, mine, SATURATED);
            throw defect;
        }
        return awaited(mine);
    }

    private Verification landed(TokenDigest digest, CompletableFuture<Verification> flight, Verification verification) {
        underWay.remove(digest, flight);
        flight.complete(verification);
        return verification;
    }

    /** Runs where the answer came in, so that it is kept even when nobody waits for it any more. */
    private Verification judged(IntrospectionCalls.Outcome outcome, String token, boolean signed, TokenDigest digest) {
        if (outcome instanceof IntrospectionCalls.Outcome.None none) {
            return none.undecided();
        }
        byte[] answer = ((IntrospectionCalls.Outcome.Answered) outcome).body();
        // Of a JWT all but the signature, as everywhere (RFC 7515 section 5.2).
        String named = signed ? token.substring(0, token.lastIndexOf('.')) : token;
        Verification verification;
        try {
            verification = rules.judge(answer, Sha256.hex(named.getBytes(StandardCharsets.ISO_8859_1)), clock.millis());
        } catch (RuntimeException | StackOverflowError defect) {
            LOG.error(
                    "an introspection answer could not be judged: {}",
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

    private Verification awaited(CompletableFuture<Verification> flight) {
        Verification done = flight.getNow(null);
        if (done != null) {
            return done;
        }
        if (!waiters.tryAcquire()) {
            return SATURATED;
        }
        try {
            return flight.get(patience, TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException notInTime) {
            LOG.debug("an introspection call did not end within its deadline");
        } finally {
            waiters.release();
        }
        return new Verification.Undecided(TokenReasons.INTROSPECTION_DOWN, Duration.ofSeconds(1));
    }

    @Override
    public boolean judgesOpaqueTokens() {
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
    public void close() {
        // The calls end with the threads that all mechanisms share.
    }
}
