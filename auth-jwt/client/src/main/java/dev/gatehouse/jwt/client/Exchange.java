package dev.gatehouse.jwt.client;

import dev.gatehouse.jwt.client.TokenException.Kind;
import dev.gatehouse.support.http.BoundedHttp;
import dev.gatehouse.support.http.FetchException;
import dev.gatehouse.support.http.HttpReply;
import dev.gatehouse.support.http.OutgoingRoute;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Bounded requests to the authorization server; their failures are a {@link TokenException}. Thread-safe; waits for
 * nothing.
 */
final class Exchange {

    static final int MAX_BODY = 256 * 1024;

    private final BoundedHttp http;

    Exchange(Timer timer, Duration connectTimeout, Duration timeout, OutgoingRoute route) {
        this.http = new BoundedHttp(timer.workers(), timer.deadlines(), connectTimeout, timeout, route);
    }

    /** Returns what the server answered, whatever the status; ends with a {@link TokenException} if it did not. */
    CompletableFuture<HttpReply> send(HttpRequest.Builder request) {
        request.header("Accept", "application/json");
        String server = TransportRule.shown(request.copy().build().uri());
        return http.send(request, MAX_BODY)
                .exceptionallyCompose(
                        failure -> CompletableFuture.failedFuture(described(server, FetchException.of(failure))));
    }

    private static TokenException described(String server, FetchException failure) {
        String message = server + ": " + failure.getMessage();
        return switch (failure.kind()) {
            case TOO_LONG, UNUSABLE -> new TokenException(Kind.MALFORMED, message);
            case TIMEOUT -> new TokenException(Kind.TIMEOUT, message);
            case UNAVAILABLE -> new TokenException(Kind.UNAVAILABLE, message);
            case CLOSED -> new TokenException(Kind.CLOSED, "the token client was closed");
        };
    }

    /** Starts a GET. */
    static HttpRequest.Builder get(URI uri) {
        return HttpRequest.newBuilder(uri).GET();
    }
}
