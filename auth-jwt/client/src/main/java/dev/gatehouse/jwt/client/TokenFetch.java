package dev.gatehouse.jwt.client;

import dev.gatehouse.jwt.client.TokenException.Kind;
import dev.gatehouse.support.http.HttpReply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/**
 * Obtains one token, with several attempts within a time limit. Only temporary failures are retried, never a rejection.
 * Thread-safe; never blocks.
 */
final class TokenFetch {

    private final ServerLocator server;
    private final TokenRequest request;
    private final TokenAnswer answer;
    private final Exchange exchange;
    private final Timer timer;
    private final BackOff backOff;
    private final Clock clock;
    private final int maxAttempts;
    private final Duration deadline;

    TokenFetch(
            ServerLocator server,
            TokenRequest request,
            Exchange exchange,
            Timer timer,
            Clock clock,
            int maxAttempts,
            Duration deadline) {
        this.server = server;
        this.request = request;
        this.answer = new TokenAnswer(server.name(), request.credential(), clock);
        this.exchange = exchange;
        this.timer = timer;
        this.backOff = new BackOff(timer::random);
        this.clock = clock;
        this.maxAttempts = maxAttempts;
        this.deadline = deadline;
    }

    /** Returns the token; fails with a {@link TokenException}, after the time limit at the latest. */
    CompletableFuture<AccessToken> fetch(Target target) {
        CompletableFuture<AccessToken> result = new CompletableFuture<>();
        attempt(target, 1, clock.instant().plus(deadline), result);
        return timer.deadlines().fail(result, deadline);
    }

    private void attempt(Target target, int number, Instant end, CompletableFuture<AccessToken> result) {
        if (result.isDone()) {
            return;
        }
        server.locate()
                .thenCompose(address -> {
                    Instant asked = clock.instant();
                    return exchange.send(request.build(address, target)).thenApply(reply -> read(reply, asked));
                })
                .whenComplete((token, failure) -> {
                    if (failure == null) {
                        result.complete(token);
                    } else {
                        afterFailure(target, number, end, result, described(failure));
                    }
                });
    }

    private void afterFailure(
            Target target, int number, Instant end, CompletableFuture<AccessToken> result, TokenException failure) {
        Duration wait = backOff.betweenTries(number, failure);
        if (failure.isPassing()
                && number < maxAttempts
                && clock.instant().plus(wait).isBefore(end)) {
            timer.after(wait, () -> attempt(target, number + 1, end, result));
        } else {
            result.completeExceptionally(failure);
        }
    }

    private AccessToken read(HttpReply reply, Instant asked) {
        try {
            return answer.read(reply, asked);
        } catch (TokenException problem) {
            throw new CompletionException(problem);
        }
    }

    /** Returns the failure without the wrappers that futures add. */
    TokenException described(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TokenException known) {
                return known;
            }
            if (cause instanceof TimeoutException) {
                return new TokenException(Kind.TIMEOUT, server.name() + ": no token within " + deadline);
            }
        }
        return new TokenException(
                Kind.UNAVAILABLE, server.name() + ": " + failure.getClass().getSimpleName());
    }
}
