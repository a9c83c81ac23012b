package dev.gatehouse.jwt.introspection;

import dev.gatehouse.jwt.Verification;
import dev.gatehouse.jwt.jose.TokenReasons;
import dev.gatehouse.jwt.keys.RefreshBackOff;
import dev.gatehouse.jwt.keys.Scheduler;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.support.http.FetchException;
import dev.gatehouse.support.retry.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls to an introspection endpoint: few at a time, and none while it fails. Thread-safe; waits for nothing. */
final class IntrospectionCalls {

    private static final Logger LOG = LoggerFactory.getLogger(IntrospectionCalls.class);
    private static final long LOG_AGAIN = Duration.ofMinutes(1).toNanos();

    /** What came of a call. */
    sealed interface Outcome {
        /** An answer with status 200 that calls itself JSON. */
        record Answered(byte[] body) implements Outcome {
            @Override
            public String toString() {
                return "Answered";
            }
        }

        /** Nothing that says anything about the token. */
        record None(Verification.Undecided undecided) implements Outcome {}
    }

    private final String issuer;
    private final BiFunction<String, Boolean, CompletableFuture<byte[]>> endpoint;
    private final CircuitBreaker breaker;
    private final Scheduler clock;
    private final Semaphore slots = new Semaphore(TokenIntrospector.MAX_CALLS);
    private volatile String trouble = "";
    private boolean logged;
    private long loggedAt;

    /** @param endpoint asks about a token, a second time if it may; see {@link IntrospectionEndpoint#ask} */
    IntrospectionCalls(
            String issuer, BiFunction<String, Boolean, CompletableFuture<byte[]>> endpoint, Scheduler clock) {
        this.issuer = issuer;
        this.endpoint = endpoint;
        this.breaker = CircuitBreaker.withBackOff(clock::nanos, RefreshBackOff.withoutKeys(clock::random));
        this.clock = clock;
    }

    /** Begins a call; what it yields never ends with a failure. */
    CompletableFuture<Outcome> ask(String token) {
        if (!slots.tryAcquire()) {
            return none(TokenReasons.INTROSPECTION_SATURATED, Duration.ofSeconds(1));
        }
        CircuitBreaker.Pass pass = breaker.enter();
        if (pass == null) {
            slots.release();
            return none(TokenReasons.INTROSPECTION_OPEN, breaker.retryAfter());
        }
        CompletableFuture<byte[]> asked;
        try {
            asked = endpoint.apply(token, pass == CircuitBreaker.Pass.NORMAL);
        } catch (RuntimeException unusable) {
            asked = CompletableFuture.failedFuture(unusable);
        }
        return asked.handle((body, failure) -> {
            slots.release();
            return failure == null ? answered(body) : failed(pass, FetchException.of(failure));
        });
    }

    private Outcome answered(byte[] body) {
        trouble = "";
        if (breaker.succeeded() == CircuitBreaker.Change.CLOSED) {
            LOG.info("issuer {}: its introspection endpoint answers again", issuer);
        }
        return new Outcome.Answered(body);
    }

    private Outcome failed(CircuitBreaker.Pass pass, FetchException failure) {
        int status = failure.status();
        if (status == 400 || status == 413 || status == 422) {
            // It may be this one token that it does not like; others must not suffer for it.
            breaker.undetermined(pass);
            return new Outcome.None(undecided(TokenReasons.INTROSPECTION_ANSWER, Duration.ofSeconds(5)));
        }
        String what = String.valueOf(failure.getMessage());
        boolean client = status == 401 || status == 403;
        trouble = client ? "it refuses our client credentials (status " + status + ")" : what;
        boolean opened = breaker.failed(pass, failure.retryAfterSeconds()) == CircuitBreaker.Change.OPENED;
        if (client && mayLog()) {
            LOG.error(
                    "issuer {}: its introspection endpoint refuses our client credentials with status {}; check "
                            + "auth.introspection.client-id and client-secret",
                    issuer,
                    status);
        } else if (opened) {
            LOG.warn(
                    "issuer {}: its introspection endpoint failed {} times in a row, the last time: {}; it is left alone for a while",
                    issuer,
                    CircuitBreaker.THRESHOLD,
                    what);
        }
        return new Outcome.None(undecided(
                client ? TokenReasons.INTROSPECTION_CLIENT : TokenReasons.INTROSPECTION_DOWN, breaker.retryAfter()));
    }

    /** One line a minute says as much as one for each request. */
    private synchronized boolean mayLog() {
        long now = clock.nanos();
        if (logged && now - loggedAt < LOG_AGAIN) {
            return false;
        }
        logged = true;
        loggedAt = now;
        return true;
    }

    /**
     * Returns how the calls go. Never {@link Health.State#DOWN}: answers that are remembered go on deciding, other mechanisms are not concerned, and a node that is taken out of
     * service for its issuer's sake helps nobody.
     */
    Health health() {
        String last = trouble;
        if (breaker.failuresInRow() == 0 || last.isEmpty()) {
            return Health.up();
        }
        String now = breaker.isOpen() ? "is left alone after failures, the last time: " : "failed the last time: ";
        return new Health(Health.State.DEGRADED, "issuer " + issuer + ": introspection " + now + last);
    }

    private static CompletableFuture<Outcome> none(Reason reason, Duration retryAfter) {
        return CompletableFuture.completedFuture(new Outcome.None(undecided(reason, retryAfter)));
    }

    private static Verification.Undecided undecided(Reason reason, Duration retryAfter) {
        return new Verification.Undecided(reason, retryAfter);
    }
}
