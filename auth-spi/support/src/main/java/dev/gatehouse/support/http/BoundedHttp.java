package dev.gatehouse.support.http;

import dev.gatehouse.spi.stability.Internal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
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

    private final Executor executor;
    private final Duration connectTimeout;
    private final Duration timeout;
    private final @Nullable SSLContext tls;
    private @Nullable HttpClient client;

    /**
     * Creates a client with the trust store of the JVM.
     *
     * @param executor runs the background work of the JDK's client, including name resolution
     * @param connectTimeout the timeout for connecting, positive
     * @param timeout the timeout for the whole exchange including connecting, positive
     */
    public BoundedHttp(Executor executor, Duration connectTimeout, Duration timeout) {
        this(executor, connectTimeout, timeout, null);
    }

    /** @param tls the TLS context; {@code null} for the default of the JVM */
    public BoundedHttp(Executor executor, Duration connectTimeout, Duration timeout, @Nullable SSLContext tls) {
        this.executor = executor;
        this.connectTimeout = connectTimeout;
        this.timeout = timeout;
        this.tls = tls;
    }

    /** Returns the body of a response with status 200 and at most 1 MiB. */
    public CompletableFuture<byte[]> get(URI uri) {
        return get(uri, unread -> {});
    }

    /**
     * Fetches a JSON document. Fails unless the status is 200.
     *
     * @param seen receives the headers of an answer with status 200
     */
    public CompletableFuture<byte[]> get(URI uri, Consumer<HttpHeaders> seen) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).header("Accept", "application/json, application/jwk-set+json");
        return send(request, MAX_DOCUMENT).thenApply(BoundedHttp::requireOk).thenApply(reply -> {
            seen.accept(reply.headers());
            return reply.body();
        });
    }

    /**
     * Posts a form and returns a response with status 200.
     *
     * @param form the encoded body
     * @param authorization the header of that name; {@code null} for none
     * @param maxBody the maximum size of the response body in bytes
     */
    public CompletableFuture<HttpReply> post(URI uri, String form, @Nullable String authorization, int maxBody) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.ofString(form, StandardCharsets.US_ASCII))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json");
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return send(request, maxBody).thenApply(BoundedHttp::requireOk);
    }

    /**
     * Sends a request and returns the response with any status.
     *
     * @param maxBody the maximum size of the response body in bytes
     */
    public CompletableFuture<HttpReply> send(HttpRequest.Builder unbounded, int maxBody) {
        HttpRequest request = unbounded.timeout(timeout).build();
        CompletableFuture<HttpReply> reply = new CompletableFuture<>();
        try {
            // The client resolves the host name on the thread that sends, which may take its time.
            executor.execute(() -> send(request, maxBody, reply));
        } catch (RejectedExecutionException closed) {
            reply.completeExceptionally(closed);
        }
        // The JDK's own timeout ends with the headers; this one covers the body too.
        return reply.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(FetchException.of(failure)));
    }

    private void send(HttpRequest request, int maxBody, CompletableFuture<HttpReply> reply) {
        try {
            CompletableFuture<HttpResponse<byte[]>> sent =
                    client().sendAsync(request, response -> BoundedBody.whole(maxBody));
            sent.whenComplete((response, failure) -> {
                if (failure != null) {
                    reply.completeExceptionally(failure);
                } else {
                    reply.complete(new HttpReply(response.statusCode(), response.headers(), response.body()));
                }
            });
            // Giving up closes the connection.
            reply.whenComplete((received, failure) -> sent.cancel(true));
        } catch (RuntimeException unusable) {
            reply.completeExceptionally(unusable);
        }
    }

    private static HttpReply requireOk(HttpReply reply) {
        if (reply.status() == OK) {
            return reply;
        }
        Duration wait = RetryAfter.of(reply.headers(), Clock.systemUTC());
        throw new FetchException(
                "it answered with status " + reply.status(), reply.status(), wait == null ? 0 : wait.toSeconds());
    }

    /**
     * Created on first use, because a client starts threads and loads TLS, and an application with a key file needs no
     * client.
     */
    private synchronized HttpClient client() {
        if (client == null) {
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(connectTimeout)
                    .executor(executor);
            client = (tls == null ? builder : builder.sslContext(tls)).build();
        }
        return client;
    }
}
