package dev.gatehouse.support.http;

import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.support.retry.BackgroundThreads;
import dev.gatehouse.support.retry.Deadlines;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends HTTP requests with limits: one deadline for the whole exchange including the body, a maximum size of the
 * response, no redirects, no cookies. Every failure is a {@link FetchException}. Thread-safe. No method blocks.
 *
 * @since 0.1
 */
@Internal
public final class BoundedHttp {

    private static final int MAX_DOCUMENT = 1024 * 1024;
    private static final int OK = 200;
    private static final int PROXY_REFUSES = 407;

    private final Executor executor;
    private final Deadlines deadlines;
    private final Duration connectTimeout;
    private final Duration timeout;
    private final OutgoingRoute route;
    private final JdkClient client;

    /**
     * Creates a client with the trust store and the proxy of the JVM.
     *
     * @param threads run the background work of the JDK's client, including name resolution
     * @param connectTimeout the timeout for connecting, positive
     * @param timeout the timeout for the whole exchange including connecting, positive
     */
    public BoundedHttp(BackgroundThreads threads, Duration connectTimeout, Duration timeout) {
        this(threads, connectTimeout, timeout, OutgoingRoute.DEFAULT);
    }

    /** @param route how the server is reached */
    public BoundedHttp(BackgroundThreads threads, Duration connectTimeout, Duration timeout, OutgoingRoute route) {
        this(threads.workers(), threads.deadlines(), connectTimeout, timeout, route);
    }

    /**
     * @param executor runs the background work of the JDK's client, including name resolution
     * @param deadlines end exchanges that take too long
     */
    public BoundedHttp(
            Executor executor, Deadlines deadlines, Duration connectTimeout, Duration timeout, OutgoingRoute route) {
        this.executor = executor;
        this.deadlines = deadlines;
        this.connectTimeout = connectTimeout;
        this.timeout = timeout;
        this.route = route;
        this.client = new JdkClient(executor, connectTimeout, route);
    }

    /** Returns a client with the same limits that reaches its server in another way. */
    public BoundedHttp by(OutgoingRoute other) {
        return new BoundedHttp(executor, deadlines, connectTimeout, timeout, other);
    }

    /** Returns the body of a response with status 200 and at most 1 MiB. */
    public CompletableFuture<byte[]> get(URI uri) {
        return get(uri, unread -> {});
    }

    /**
     * Fetches a JSON document. Fails unless the status is 200. The message of the failure names the URL.
     *
     * @param seen receives the headers of an answer with status 200
     */
    public CompletableFuture<byte[]> get(URI uri, Consumer<HttpHeaders> seen) {
        BearerFile bearer = route.bearer();
        return exchange(uri, null, MAX_DOCUMENT, () -> {
                    Map<String, String> headers = new HashMap<>();
                    headers.put("Accept", "application/json, application/jwk-set+json");
                    String authorization = bearer == null ? null : bearer.authorization(uri);
                    if (authorization != null) {
                        headers.put("Authorization", authorization);
                    }
                    return headers;
                })
                .thenApply(reply -> {
                    boolean denied = reply.status() == 401 || reply.status() == 403;
                    String hint = denied && bearer != null && !bearer.isFor(uri) ? bearer.notSent() : "";
                    requireOk(uri, reply, hint);
                    seen.accept(reply.headers());
                    return reply.body();
                })
                .exceptionallyCompose(failure -> failed("GET", uri, failure));
    }

    /**
     * Fetches a JSON document with a credential of its own and returns the response with any status but 407, which only
     * a proxy may send. A redirect is such a response, so the credential goes to no other place.
     *
     * @param authorization the header of that name
     * @param maxBody the maximum size of the response body in bytes
     */
    public CompletableFuture<HttpReply> get(URI uri, String authorization, int maxBody) {
        Map<String, String> headers = Map.of("Accept", "application/json", "Authorization", authorization);
        return exchange(uri, null, maxBody, () -> headers)
                .thenApply(reply -> reply.status() == PROXY_REFUSES ? requireOk(uri, reply, "") : reply);
    }

    /**
     * Posts a form and returns a response with status 200. The message of a failure names the URL.
     *
     * @param form the encoded body
     * @param authorization the header of that name; {@code null} for none
     * @param maxBody the maximum size of the response body in bytes
     */
    public CompletableFuture<HttpReply> post(URI uri, String form, @Nullable String authorization, int maxBody) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        headers.put("Accept", "application/json");
        if (authorization != null) {
            headers.put("Authorization", authorization);
        }
        return exchange(uri, form, maxBody, () -> headers)
                .thenApply(reply -> requireOk(uri, reply, ""))
                .exceptionallyCompose(failure -> failed("POST", uri, failure));
    }

    /**
     * Posts a form and returns the response with any status but 407, which only a proxy may send. The message of a
     * failure names the URL.
     *
     * @param form the encoded body
     * @param headers further headers
     * @param maxBody the maximum size of the response body in bytes
     */
    public CompletableFuture<HttpReply> submit(URI uri, String form, Map<String, String> headers, int maxBody) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/x-www-form-urlencoded");
        all.put("Accept", "application/json");
        return exchange(uri, form, maxBody, () -> all)
                .thenApply(reply -> reply.status() == PROXY_REFUSES ? requireOk(uri, reply, "") : reply)
                .exceptionallyCompose(failure -> failed("POST", uri, failure));
    }

    /**
     * Sends a request and returns the response with any status but 407, which only a proxy may send.
     *
     * @param maxBody the maximum size of the response body in bytes
     */
    public CompletableFuture<HttpReply> send(HttpRequest.Builder unbounded, int maxBody) {
        URI uri = unbounded.copy().build().uri();
        return bounded(reply -> send(unbounded, maxBody, reply))
                .thenApply(reply -> reply.status() == PROXY_REFUSES ? requireOk(uri, reply, "") : reply);
    }

    /** Bounds several exchanges together by the timeout of one of them, and returns their future. */
    public <T> CompletableFuture<T> within(CompletableFuture<T> exchanges) {
        return deadlines.fail(exchanges, timeout);
    }

    /** @param headers called on a worker, because it may read a file */
    private CompletableFuture<HttpReply> exchange(
            URI uri, @Nullable String form, int maxBody, Supplier<Map<String, String>> headers) {
        if (uri.getHost() == null && HttpUrl.isReachable(uri)) {
            return bounded(reply -> {
                try (PlainConnection connection = new PlainConnection(uri, route.proxy(), connectTimeout, timeout)) {
                    // Giving up closes the connection.
                    reply.whenComplete((received, failure) -> connection.abandon());
                    headers.get().forEach(connection::header);
                    reply.complete(connection.exchange(form, maxBody));
                } catch (IOException | RuntimeException unusable) {
                    reply.completeExceptionally(unusable);
                }
            });
        }
        return bounded(reply -> {
            HttpRequest.Builder request = HttpRequest.newBuilder(uri);
            if (form != null) {
                request.POST(HttpRequest.BodyPublishers.ofString(form, StandardCharsets.US_ASCII));
            }
            headers.get().forEach(request::header);
            send(request, maxBody, reply);
        });
    }

    private CompletableFuture<HttpReply> bounded(Consumer<CompletableFuture<HttpReply>> exchange) {
        CompletableFuture<HttpReply> reply = new CompletableFuture<>();
        try {
            // The client resolves the host name on the thread that sends, which may take its time.
            executor.execute(() -> {
                try {
                    exchange.accept(reply);
                } catch (RuntimeException unusable) {
                    reply.completeExceptionally(unusable);
                }
            });
        } catch (RejectedExecutionException closed) {
            reply.completeExceptionally(closed);
        }
        // The JDK's own timeout ends with the headers; this one covers the body too.
        return deadlines
                .fail(reply, timeout)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(described(failure)));
    }

    private static <T> CompletableFuture<T> failed(String method, URI uri, Throwable failure) {
        return CompletableFuture.failedFuture(FetchException.of(failure).ofRequest(method, uri));
    }

    private FetchException described(Throwable failure) {
        FetchException problem = FetchException.of(failure);
        HttpProxy proxy = route.proxy();
        if (proxy == null || proxy.direct() || problem.kind() != FetchException.Kind.UNAVAILABLE) {
            return problem;
        }
        return problem.with(" (through the proxy " + proxy.host() + ":" + proxy.port() + ")");
    }

    private void send(HttpRequest.Builder unbounded, int maxBody, CompletableFuture<HttpReply> reply) {
        String authorization = route.proxy() == null ? null : route.proxy().authorization();
        if (authorization != null) {
            // The JDK sends it to the proxy alone, also before the proxy asks. An Authenticator would drop the header
            // Authorization of the request.
            unbounded.setHeader("Proxy-Authorization", authorization);
        }
        CompletableFuture<HttpResponse<byte[]>> sent =
                client.get().sendAsync(unbounded.timeout(timeout).build(), response -> BoundedBody.whole(maxBody));
        // The JDK completes it on a thread of its own, for whose end nothing could wait.
        sent.whenCompleteAsync(
                (response, failure) -> {
                    if (failure != null) {
                        reply.completeExceptionally(failure);
                    } else {
                        reply.complete(new HttpReply(response.statusCode(), response.headers(), response.body()));
                    }
                },
                executor);
        // Giving up closes the connection.
        reply.whenComplete((received, failure) -> sent.cancel(true));
    }

    private static HttpReply requireOk(URI uri, HttpReply reply, String hint) {
        int status = reply.status();
        if (status == OK) {
            return reply;
        }
        Duration wait = RetryAfter.of(reply.headers(), Clock.systemUTC());
        throw new FetchException(
                (status == PROXY_REFUSES ? proxyRefusal(uri) : "it answered with status " + status + meaning(status))
                        + hint,
                status,
                wait == null ? 0 : wait.toSeconds());
    }

    private static String proxyRefusal(URI uri) {
        return "its proxy answered with status 407"
                + (HttpUrl.isTls(uri) && HttpProxy.basicIsDisabled()
                        ? "; " + HttpProxy.basicProblem()
                        : ", so it requires a user and a password, or refuses the configured ones");
    }

    private static String meaning(int status) {
        return status >= 300 && status < 400 ? " (a redirect, which is not followed)" : "";
    }
}
