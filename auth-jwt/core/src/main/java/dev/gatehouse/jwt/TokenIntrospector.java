package dev.gatehouse.jwt;

import dev.gatehouse.spi.Health;
import dev.gatehouse.support.Sha256;
import dev.gatehouse.support.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges opaque tokens, and JWTs of one issuer, by asking that issuer (RFC 7662).
 *
 * <p>What is remembered is decided without waiting and without a limit. Only what must be asked for waits, with a deadline, many requests with one token for one call, and so
 * few at a time that an issuer that hangs leaves the threads of everybody else alone. Thread-safe.
 */
final class TokenIntrospector implements TokenJudge {

    private static final Logger LOG = LoggerFactory.getLogger(TokenIntrospector.class);

    /** How many calls may be under way. */
    static final int MAX_CALLS = 32;
    /** How many requests may wait for them. */
    static final int MAX_WAITERS = 128;

    private static final Verification FOREIGN = new Verification.ForeignIssuer();
    private static final Verification SATURATED =
            new Verification.Undecided(Reasons.INTROSPECTION_SATURATED, Duration.ofSeconds(1));
    private static final Duration GRACE = Duration.ofMillis(500);

    private final String issuer;
    private final Clock clock;
    private final IntrospectionCalls calls;
    private final IntrospectionRules rules;
    private final IntrospectedTokens answers;
    private final RevocationCheck revocations;
    private final AutoCloseable background;
    private final long patience;
    private final ScratchPool scratches = new ScratchPool();
    private final StrictJson json = new StrictJson(CompactToken.MAX_LENGTH);
    private final Semaphore waiters = new Semaphore(MAX_WAITERS);
    private final ConcurrentMap<TokenDigest, CompletableFuture<Verification>> underWay = new ConcurrentHashMap<>();

    /**
     * @param patience how long a call may take
     * @param background ended together with this
     */
    TokenIntrospector(
            String issuer,
            Clock clock,
            IntrospectionCalls calls,
            IntrospectionRules rules,
            IntrospectedTokens answers,
            RevocationCheck revocations,
            Duration patience,
            AutoCloseable background) {
        this.issuer = issuer;
        this.clock = clock;
        this.calls = calls;
        this.rules = rules;
        this.answers = answers;
        this.revocations = revocations;
        this.patience = patience.plus(GRACE).toNanos();
        this.background = background;
    }

    @Override
    public Verification verify(String text, int from) {
        try {
            return judge(text, from);
        } catch (RuntimeException | StackOverflowError defect) {
            // Messages of parsers quote their input, so only the place is logged.
            StackTraceElement[] trace = defect.getStackTrace();
            LOG.error(
                    "a token made the introspection fail with {} at {}; refused",
                    defect.getClass().getName(),
                    trace.length == 0 ? "an unknown place" : trace[0]);
            return new Verification.Refused(Reasons.UNEXPECTED);
        }
    }

    private Verification judge(String text, int from) {
        if (!TokenShape.isToken(text, from)) {
            boolean tooLarge = text.length() - from > CompactToken.MAX_LENGTH;
            return new Verification.Refused(tooLarge ? Reasons.TOO_LARGE : Reasons.NO_TOKEN);
        }
        boolean signed = TokenShape.isSigned(text, from);
        TokenDigest digest;
        // Nothing is waited for before it is given back.
        Scratch scratch = scratches.take();
        try {
            if (!scratch.load(text, from)) {
                return new Verification.Refused(Reasons.NO_TOKEN);
            }
            digest = scratch.digest();
            // What is remembered was judged as it stands.
            Verification known = answers.find(digest, clock.millis());
            if (known != null) {
                return revocations.applied(known);
            }
            Verification elsewhere = signed ? elsewhere(scratch, text, from) : null;
            if (elsewhere != null) {
                return elsewhere;
            }
        } finally {
            scratches.giveBack(scratch);
        }
        return revocations.applied(asked(text.substring(from), signed, digest));
    }

    /** Returns what is said to a JWT that is not of our issuer; {@code null} when it is. Nothing in it is verified: its issuer will say what it is worth. */
    private @Nullable Verification elsewhere(Scratch scratch, String text, int from) {
        CompactToken jwt = scratch.compact(text, from);
        Map<String, @Nullable Object> members = jwt == null ? null : scratch.header(jwt, json);
        Map<String, @Nullable Object> claims = jwt == null || members == null ? null : scratch.claims(jwt, json);
        if (members == null || claims == null) {
            return new Verification.Refused(Reasons.MALFORMED);
        }
        JoseHeader read = JoseHeader.of(members);
        if (read.defect() != null) {
            return new Verification.Refused(read.defect());
        }
        if (!(claims.get("iss") instanceof String name) || name.isEmpty()) {
            return new Verification.Refused(Reasons.ISSUER);
        }
        return name.equals(issuer) ? null : FOREIGN;
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
                        : new Verification.Undecided(Reasons.INTROSPECTION_DOWN, Duration.ofSeconds(1));
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
            return new Verification.Undecided(Reasons.INTROSPECTION_ANSWER, Duration.ofSeconds(5));
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
        return new Verification.Undecided(Reasons.INTROSPECTION_DOWN, Duration.ofSeconds(1));
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
        try {
            background.close();
        } catch (Exception unexpected) {
            LOG.warn("could not end the introspection", unexpected);
        }
    }
}
