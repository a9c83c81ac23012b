package dev.gatehouse.jwt.client;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * Sends requests with the JDK's HTTP client and puts a bearer token on those for the servers that were named (RFC 6750 section 2.1). Requests for any other server are
 * sent as they are, without a token. Redirects are not followed, as the JDK would send the token along.
 *
 * <p>After an answer of 401 the token is given up and the request is sent once more with a new one, when it has no body, or a body of known length, which can be sent
 * again. If no other token can be had for the moment, the 401 is the answer. Safe for use by any number of threads.
 */
public final class BearerHttpClient {

    private final HttpClient http;
    private final TokenClient tokens;
    private final Set<Origin> origins;

    private BearerHttpClient(HttpClient http, TokenClient tokens, Set<Origin> origins) {
        this.http = http;
        this.tokens = tokens;
        this.origins = Set.copyOf(origins);
    }

    /**
     * Puts the two together. Closing the token client is left to the caller.
     *
     * @param http sends the requests; it must follow no redirects, which is its default
     * @param tokens gives the token for its own audience and scope
     * @param servers whom the tokens are for, such as {@code https://tasklist.example.com}: scheme, host and port count, a path does not
     * @throws IllegalArgumentException when the HTTP client follows redirects, no server is named, or one is reached without TLS and is not this machine
     */
    public static BearerHttpClient of(HttpClient http, TokenClient tokens, String... servers) {
        return of(http, tokens, new TransportRule(false), servers);
    }

    /** The same, with plain HTTP to other machines allowed: whoever is on the way reads the token. */
    public static BearerHttpClient ofPlainHttp(HttpClient http, TokenClient tokens, String... servers) {
        return of(http, tokens, new TransportRule(true), servers);
    }

    private static BearerHttpClient of(HttpClient http, TokenClient tokens, TransportRule rule, String... servers) {
        if (http.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("the HTTP client follows redirects, and would send the token along");
        }
        if (servers.length == 0) {
            throw new IllegalArgumentException("no server is named that tokens may go to");
        }
        return new BearerHttpClient(http, tokens, Origin.all(rule, servers));
    }

    /**
     * Sends a request, like {@link HttpClient#send}.
     *
     * @throws IllegalArgumentException when a request for a named server has an {@code Authorization} header of its own
     * @throws TokenException when there is no token
     * @throws IOException when the request fails
     * @throws InterruptedException when the thread is interrupted; the request may still arrive
     */
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        try {
            return sendAsync(request, handler).get();
        } catch (ExecutionException failure) {
            throw thrown(failure);
        }
    }

    /** Sends a request without waiting, like {@link HttpClient#sendAsync}. */
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
        if (!origins.contains(Origin.of(request.uri()))) {
            return http.sendAsync(request, handler);
        }
        if (request.headers().firstValue("Authorization").isPresent()) {
            throw new IllegalArgumentException("the request has an Authorization header of its own");
        }
        return tokens.tokenAsync().thenCompose(token -> first(request, handler, token));
    }

    private <T> CompletableFuture<HttpResponse<T>> first(
            HttpRequest request, BodyHandler<T> handler, AccessToken token) {
        if (!isRepeatable(request)) {
            return http.sendAsync(with(token, request), handler).thenApply(response -> {
                if (response.statusCode() == 401) {
                    tokens.invalidate(token);
                }
                return response;
            });
        }
        return http.sendAsync(with(token, request), new KeepingRefusal<>(handler))
                .thenCompose(response -> response.statusCode() == 401 && tokens.invalidate(token)
                        ? again(request, handler, token, response)
                        : Delivered.of(response));
    }

    private <T> CompletableFuture<HttpResponse<T>> again(
            HttpRequest request,
            BodyHandler<T> handler,
            AccessToken refused,
            HttpResponse<KeepingRefusal.Body<T>> refusal) {
        return tokens.tokenAsync()
                .thenCompose(token ->
                        token.equals(refused) ? Delivered.of(refusal) : http.sendAsync(with(token, request), handler));
    }

    private static HttpRequest with(AccessToken token, HttpRequest request) {
        return HttpRequest.newBuilder(request, (name, value) -> true)
                .setHeader("Authorization", token.authorization())
                .build();
    }

    /** A body of unknown length may be a stream that is gone when it was read. */
    private static boolean isRepeatable(HttpRequest request) {
        return request.bodyPublisher().map(body -> body.contentLength() >= 0).orElse(true);
    }

    /** Failures keep their type, and get the stack of the caller where that can be done. */
    private static IOException thrown(ExecutionException failure) {
        Throwable cause = failure.getCause();
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof TokenException problem) {
            return problem.again();
        }
        return cause instanceof IOException problem ? problem : new IOException(cause);
    }

    /** Names the servers. */
    @Override
    public String toString() {
        return "BearerHttpClient[" + tokens + " for " + origins + "]";
    }
}
