package dev.gatehouse.jwt.client;

import dev.gatehouse.jwt.client.TokenException.Kind;
import dev.gatehouse.support.http.HttpReply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Gets one token, with a few tries within a deadline. Only what may pass by itself is tried again: never a refusal. Thread-safe; waits for nothing. */
final class TokenFetch {

    private final ServerLocator server;
    private final TokenRequest request;
    private final TokenAnswer answer;
    private final Exchange exchange;
    private final Timer timer;
    private final BackOff backOff;
    private final Clock clock;
    private final int maxTries;
    private final Duration deadline;

    TokenFetch(
            ServerLocator server,
            TokenRequest request,
            Exchange exchange,
            Timer timer,
            Clock clock,
            int maxTries,
            Duration deadline) {
        this.server = server;
        this.request = request;
        this.answer = new TokenAnswer(server.name(), request.credential(), clock);
        this.exchange = exchange;
        this.timer = timer;
        this.backOff = new BackOff(timer::random);
        this.clock = clock;
        this.maxTries = maxTries;
        this.deadline = deadline;
    }

    /** Returns the token; a {@link TokenException} when there is none, after the deadline at the latest. */
    CompletableFuture<AccessToken> fetch(Target target) {
        CompletableFuture<AccessToken> result = new CompletableFuture<>();
        attempt(target, 1, clock.instant().plus(deadline), result);
        return result.orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS);
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
                && number < maxTries
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

    /** Returns what went wrong, out of the wrappings that futures put around it. */
    TokenException described(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TokenException known) {
                return known;
            }
            if (cause instanceof TimeoutException) {
                return new TokenException(Kind.TIMEOUT, server.name() + ": it gave no token within " + deadline);
            }
        }
        return new TokenException(
                Kind.UNAVAILABLE, server.name() + ": " + failure.getClass().getSimpleName());
    }
}
