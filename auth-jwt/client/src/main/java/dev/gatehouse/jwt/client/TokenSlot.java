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
 * The token for one target. It is renewed ahead of its end by one request at a time; a renewal that fails leaves the old token in use until it ends. Whoever asks
 * while there is none joins the request under way; after a failure nobody asks again before a pause. Thread-safe.
 */
final class TokenSlot {

    private static final Logger LOG = LoggerFactory.getLogger(TokenSlot.class);

    /** Between two tokens that are fetched because a resource server refused one; else a server that refuses all would have each request fetch one. */
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

    /** Returns the token when there is one that need not be renewed yet; {@code null} otherwise. */
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

    /** Returns a token: the one that is held while it is good, else the one that is on its way. */
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
            LOG.info("{}: there is a token again", target);
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
                    "{}: no token: {}; {}",
                    target,
                    problem.getMessage(),
                    holding == null
                            ? "there is none in use"
                            : "the one before is good until " + holding.token().expiresAt());
        }
        return pause;
    }

    /** Nobody has asked since the last renewal: the token may run out. The next one who asks waits for a new one. */
    private void renewIfUsed() {
        HeldToken current = held;
        Instant now = clock.instant();
        // After an invalidation the timer of the token before may still come.
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
