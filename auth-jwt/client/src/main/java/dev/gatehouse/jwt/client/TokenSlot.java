package dev.gatehouse.jwt.client;

import dev.gatehouse.jwt.client.TokenException.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The token for one target.
 *
 * <p>It is renewed before it expires, by one request at a time. If a renewal fails, the current token remains in use
 * until it expires. Callers that need a token join the pending request. After a failure no new request starts before a
 * pause has passed. Thread-safe.
 */
final class TokenSlot {

    private static final Logger LOG = LoggerFactory.getLogger(TokenSlot.class);

    /**
     * The minimum time between two tokens that are obtained because a resource server refused one. Without it, every
     * request would obtain a token if a server refused all of them.
     */
    static final Duration BETWEEN_INVALIDATIONS = Duration.ofSeconds(10);

    private final Target target;
    private final TokenFetch fetch;
    private final Timer timer;
    private final Clock clock;
    private final BackOff backOff;

    private volatile @Nullable HeldToken held;
    private volatile boolean used;
    private volatile boolean closed;
    private @Nullable CompletableFuture<AccessToken> flight;
    private @Nullable TokenException failure;
    private Instant pausedUntil = Instant.MIN;
    private Instant invalidated = Instant.MIN;
    private int failures;

    TokenSlot(Target target, TokenFetch fetch, Timer timer, Clock clock) {
        this.target = target;
        this.fetch = fetch;
        this.timer = timer;
        this.clock = clock;
        this.backOff = new BackOff(timer::random);
    }

    /** Returns the token if it does not need renewal yet; {@code null} otherwise. */
    @Nullable
    AccessToken fresh() {
        HeldToken current = held;
        if (current == null || closed || !current.isFresh(clock.instant())) {
            return null;
        }
        if (!used) {
            used = true;
        }
        return current.token();
    }

    /** Returns the current token while it is usable, otherwise the one of the pending request. */
    CompletableFuture<AccessToken> get() {
        CompletableFuture<AccessToken> begun;
        HeldToken usable;
        synchronized (this) {
            used = true;
            Instant now = clock.instant();
            HeldToken current = held;
            usable = current != null && current.isUsable(now) ? current : null;
            if (closed) {
                return CompletableFuture.failedFuture(closedFailure());
            }
            if (usable != null && usable.isFresh(now)) {
                return CompletableFuture.completedFuture(usable.token());
            }
            if (flight != null) {
                return usable == null ? flight.copy() : CompletableFuture.completedFuture(usable.token());
            }
            if (failure != null && now.isBefore(pausedUntil)) {
                return usable == null
                        ? CompletableFuture.failedFuture(failure.again())
                        : CompletableFuture.completedFuture(usable.token());
            }
            begun = new CompletableFuture<>();
            flight = begun;
            used = false;
        }
        begin(begun);
        return usable == null ? begun.copy() : CompletableFuture.completedFuture(usable.token());
    }

    private void begin(CompletableFuture<AccessToken> begun) {
        Instant since = clock.instant();
        fetch.fetch(target).whenComplete((token, problem) -> {
            TokenException described = problem == null ? null : fetch.described(problem);
            Duration until = described == null ? succeed(token, since) : fail(described);
            if (!closed) {
                timer.after(until, this::renewIfUsed);
            }
            if (described == null) {
                begun.complete(token);
            } else {
                begun.completeExceptionally(described);
            }
        });
    }

    private synchronized Duration succeed(AccessToken token, Instant since) {
        HeldToken fresh = HeldToken.of(token, since, timer.random());
        if (failures > 0) {
            LOG.info("{}: obtained a token again", target);
        }
        held = fresh;
        flight = null;
        failure = null;
        failures = 0;
        return Duration.between(clock.instant(), fresh.renewAt());
    }

    private synchronized Duration fail(TokenException problem) {
        Instant now = clock.instant();
        HeldToken current = held;
        HeldToken holding = current != null && current.isUsable(now) ? current : null;
        flight = null;
        failure = problem;
        failures++;
        Duration pause = backOff.betweenRequests(failures, problem, holding != null);
        pausedUntil = now.plus(pause);
        if (failures == 1 && !closed) {
            LOG.warn(
                    "{}: could not obtain a token: {}; {}",
                    target,
                    problem.getMessage(),
                    holding == null
                            ? "no other token is in use"
                            : "the current token remains in use until it expires at "
                                    + holding.token().expiresAt());
        }
        return pause;
    }

    /**
     * Renews only if a caller has asked since the last renewal. Otherwise the token expires, and the next caller waits
     * for a new one.
     */
    private void renewIfUsed() {
        HeldToken current = held;
        Instant now = clock.instant();
        // The timer of a token that was invalidated may still fire.
        if (used && !closed && current != null && current.isUsable(now) && !current.isFresh(now)) {
            get();
        }
    }

    /** See {@link TokenClient#invalidate}. */
    synchronized boolean invalidate(AccessToken refused) {
        HeldToken current = held;
        if (current == null || !current.token().equals(refused)) {
            return true;
        }
        Instant now = clock.instant();
        if (!now.isBefore(invalidated) && now.isBefore(invalidated.plus(BETWEEN_INVALIDATIONS))) {
            return false;
        }
        invalidated = now;
        held = null;
        return true;
    }

    void close() {
        CompletableFuture<AccessToken> open;
        synchronized (this) {
            closed = true;
            held = null;
            open = flight;
        }
        if (open != null) {
            open.completeExceptionally(closedFailure());
        }
    }

    private static TokenException closedFailure() {
        return new TokenException(Kind.CLOSED, "the token client was closed");
    }
}
