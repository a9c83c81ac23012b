package dev.gatehouse.jwt.client;

import dev.gatehouse.spi.stability.Stable;
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
 * Sends requests with the JDK's HTTP client and adds a bearer token to those for the configured servers (RFC 6750
 * section 2.1). Requests to other servers are sent unchanged.
 *
 * <p>Redirects are not followed, because the JDK would send the token to the target of the redirect.
 *
 * <p>After a 401 response the token is discarded and the request is sent once more with a new token, provided that its
 * body can be sent again: it has none, or one of known length. If no other token is available, the caller gets the 401
 * response. Thread-safe.
 *
 * @since 0.1
 */
@Stable
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
     * Creates a client. The caller remains responsible for closing the token client.
     *
     * @param http sends the requests; it must not follow redirects, which is its default
     * @param tokens provides the token for its own audience and scope
     * @param servers the servers that may receive the token, such as {@code https://tasklist.example.com}; scheme, host
     *     and port are compared, a path is ignored
     * @throws IllegalArgumentException if the HTTP client follows redirects, if there is no server, or if a server
     *     other than the loopback interface is reached without TLS
     */
    public static BearerHttpClient of(HttpClient http, TokenClient tokens, String... servers) {
        return of(http, tokens, new TransportRule(false, null), servers);
    }

    /**
     * The same as {@link #of}, but allows plain HTTP to other hosts. Anyone on the network path can then read the
     * token.
     */
    public static BearerHttpClient ofPlainHttp(HttpClient http, TokenClient tokens, String... servers) {
        return of(http, tokens, new TransportRule(true, null), servers);
    }

    private static BearerHttpClient of(HttpClient http, TokenClient tokens, TransportRule rule, String... servers) {
        if (http.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("expected an HTTP client that does not follow redirects");
        }
        if (servers.length == 0) {
            throw new IllegalArgumentException("expected at least one server that may receive the token");
        }
        return new BearerHttpClient(http, tokens, Origin.all(rule, servers));
    }

    /**
     * Sends a request, like {@link HttpClient#send}.
     *
     * @throws IllegalArgumentException if a request to a configured server already has an {@code Authorization} header
     * @throws TokenException if no token can be obtained
     * @throws IOException if the request fails
     * @throws InterruptedException if the thread is interrupted; the request may still reach the server
     */
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        try {
            return sendAsync(request, handler).get();
        } catch (ExecutionException failure) {
            throw thrown(failure);
        }
    }

    /**
     * Sends a request without blocking, like {@link HttpClient#sendAsync}.
     *
     * @throws IllegalArgumentException if a request to a configured server already has an {@code Authorization} header
     */
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
        if (!origins.contains(Origin.of(request.uri()))) {
            return http.sendAsync(request, handler);
        }
        if (request.headers().firstValue("Authorization").isPresent()) {
            throw new IllegalArgumentException("the request already has an Authorization header");
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

    /** A body of unknown length may be a stream that can be read only once. */
    private static boolean isRepeatable(HttpRequest request) {
        return request.bodyPublisher().map(body -> body.contentLength() >= 0).orElse(true);
    }

    /** Keeps the type of the failure, with the stack trace of the caller where possible. */
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

    /** Returns the token client and the configured servers. */
    @Override
    public String toString() {
        return "BearerHttpClient[" + tokens + " for " + origins + "]";
    }
}
