package dev.gatehouse.jwt.introspection;

import dev.gatehouse.jwt.Verification;
import dev.gatehouse.jwt.jose.TokenReasons;
import dev.gatehouse.jwt.keys.RefreshBackOff;
import dev.gatehouse.jwt.keys.Scheduler;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.support.CallCounts;
import dev.gatehouse.support.http.FetchException;
import dev.gatehouse.support.retry.CircuitBreaker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls an introspection endpoint, with a limit on concurrent calls and a circuit breaker. Thread-safe. Does not block.
 */
final class IntrospectionCalls {

    private static final Logger LOG = LoggerFactory.getLogger(IntrospectionCalls.class);
    private static final long LOG_AGAIN = Duration.ofMinutes(1).toNanos();

    /** The outcome of a call. */
    sealed interface Outcome {
        /** A JSON response with status 200. */
        record Answered(byte[] body) implements Outcome {
            @Override
            public String toString() {
                return "Answered";
            }
        }

        /** No usable response. */
        record None(Verification.Undecided undecided) implements Outcome {}
    }

    private final String issuer;
    private final BiFunction<String, Boolean, CompletableFuture<byte[]>> endpoint;
    private final CircuitBreaker breaker;
    private final Scheduler clock;
    private final Semaphore slots = new Semaphore(TokenIntrospector.MAX_CALLS);
    private final CallCounts counts = new CallCounts();
    private volatile String trouble = "";
    private boolean logged;
    private long loggedAt;

    /** @param endpoint introspects a token; the flag allows a second attempt; see {@link IntrospectionEndpoint#ask} */
    IntrospectionCalls(
            String issuer, BiFunction<String, Boolean, CompletableFuture<byte[]>> endpoint, Scheduler clock) {
        this.issuer = issuer;
        this.endpoint = endpoint;
        this.breaker = CircuitBreaker.withBackOff(clock::nanos, RefreshBackOff.withoutKeys(clock::random));
        this.clock = clock;
    }

    /** Starts a call. The future never completes exceptionally. */
    CompletableFuture<Outcome> ask(String token) {
        if (!slots.tryAcquire()) {
            return none(TokenReasons.INTROSPECTION_SATURATED, Duration.ofSeconds(1));
        }
        CircuitBreaker.Pass pass = breaker.enter();
        if (pass == null) {
            slots.release();
            return none(TokenReasons.INTROSPECTION_OPEN, breaker.retryAfter());
        }
        long start = clock.nanos();
        CompletableFuture<byte[]> asked;
        try {
            asked = endpoint.apply(token, pass == CircuitBreaker.Pass.NORMAL);
        } catch (RuntimeException unusable) {
            asked = CompletableFuture.failedFuture(unusable);
        }
        return asked.handle((body, failure) -> {
            slots.release();
            counts.ended(clock.nanos() - start, failure == null);
            return failure == null ? answered(body) : failed(pass, FetchException.of(failure));
        });
    }

    private Outcome answered(byte[] body) {
        trouble = "";
        if (breaker.succeeded() == CircuitBreaker.Change.CLOSED) {
            LOG.info("issuer {}: its introspection endpoint is available again", issuer);
        }
        return new Outcome.Answered(body);
    }

    private Outcome failed(CircuitBreaker.Pass pass, FetchException failure) {
        int status = failure.status();
        if (status == 400 || status == 413 || status == 422) {
            // The cause may be this token alone, so it must not open the circuit for others.
            breaker.undetermined(pass);
            return new Outcome.None(undecided(TokenReasons.INTROSPECTION_ANSWER, Duration.ofSeconds(5)));
        }
        String what = String.valueOf(failure.getMessage());
        boolean client = status == 401 || status == 403;
        trouble = client ? "it refuses the client credentials (status " + status + ")" : what;
        boolean opened = breaker.failed(pass, failure.retryAfterSeconds()) == CircuitBreaker.Change.OPENED;
        if (client && mayLog()) {
            LOG.error(
                    "issuer {}: its introspection endpoint refuses the client credentials with status {}; check "
                            + "auth.introspection.client-id and auth.introspection.client-secret",
                    issuer,
                    status);
        } else if (opened) {
            LOG.warn(
                    "issuer {}: its introspection endpoint failed {} times in a row; calls are suspended for"
                            + " a while. Last failure: {}",
                    issuer,
                    CircuitBreaker.THRESHOLD,
                    what);
        }
        return new Outcome.None(undecided(
                client ? TokenReasons.INTROSPECTION_CLIENT : TokenReasons.INTROSPECTION_DOWN, breaker.retryAfter()));
    }

    /** Logs at most once a minute, not for each request. */
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
     * Returns the health of the calls. It is never {@link Health.State#DOWN}: cached results are still used, other
     * mechanisms still work, and taking this node out of service would not help.
     */
    Health health() {
        String last = trouble;
        if (breaker.failuresInRow() == 0 || last.isEmpty()) {
            return Health.up();
        }
        String now = breaker.isOpen() ? "is suspended after failures, last failure: " : "failed: ";
        return new Health(Health.State.DEGRADED, "issuer " + issuer + ": introspection " + now + last);
    }

    List<Measurement> measurements() {
        List<Measurement> all = new ArrayList<>(counts.measurements("introspection"));
        all.add(Measurement.gauge("introspection.running", TokenIntrospector.MAX_CALLS - slots.availablePermits()));
        return List.copyOf(all);
    }

    private static CompletableFuture<Outcome> none(Reason reason, Duration retryAfter) {
        return CompletableFuture.completedFuture(new Outcome.None(undecided(reason, retryAfter)));
    }

    private static Verification.Undecided undecided(Reason reason, Duration retryAfter) {
        return new Verification.Undecided(reason, retryAfter);
    }
}
