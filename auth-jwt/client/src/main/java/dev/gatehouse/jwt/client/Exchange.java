package dev.gatehouse.jwt.client;

import dev.gatehouse.jwt.client.TokenException.Kind;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Requests to the authorization server, bounded in every way: deadline for the whole, size of the answer, no redirects, no cookies. Thread-safe; waits for nothing. */
final class Exchange {

    static final int MAX_BODY = 256 * 1024;

    private final Executor workers;
    private final Duration timeout;
    private final Supplier<HttpClient> http;

    Exchange(Executor workers, Duration connectTimeout, Duration timeout, @Nullable SSLContext tls) {
        this.workers = workers;
        this.timeout = timeout;
        this.http = new OnFirstUse(() -> {
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(connectTimeout)
                    .executor(workers);
            return (tls == null ? builder : builder.sslContext(tls)).build();
        });
    }

    /** Returns what the server answered, whatever the status; a {@link TokenException} when it did not. */
    CompletableFuture<Reply> send(HttpRequest.Builder building) {
        HttpRequest request =
                building.timeout(timeout).header("Accept", "application/json").build();
        String server = TransportRule.shown(request.uri());
        CompletableFuture<Reply> answer = new CompletableFuture<>();
        try {
            // The JDK's client resolves the host name on the thread that sends, which may take its time.
            workers.execute(() -> send(request, server, answer));
        } catch (RejectedExecutionException closed) {
            answer.completeExceptionally(new TokenException(Kind.CLOSED, "the token client was closed"));
        }
        // The JDK's own timeout ends with the headers; this one covers the body too.
        return answer.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .handle((reply, failure) -> failure == null
                        ? CompletableFuture.completedFuture(reply)
                        : CompletableFuture.<Reply>failedFuture(described(server, failure)))
                .thenCompose(described -> described);
    }

    private void send(HttpRequest request, String server, CompletableFuture<Reply> answer) {
        try {
            CompletableFuture<HttpResponse<byte[]>> sent =
                    http.get().sendAsync(request, response -> BoundedBody.whole(MAX_BODY));
            sent.whenComplete((response, failure) -> {
                if (failure != null) {
                    answer.completeExceptionally(failure);
                } else {
                    answer.complete(new Reply(response.statusCode(), response.headers(), response.body()));
                }
            });
            // Giving up closes the connection.
            answer.whenComplete((reply, failure) -> sent.cancel(true));
        } catch (RuntimeException unusable) {
            answer.completeExceptionally(unusable);
        }
    }

    /** Names of exceptions only: their messages may repeat what a server sent. */
    private static TokenException described(String server, Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !isTelling(cause)) {
            cause = cause.getCause();
        }
        if (cause instanceof TokenException known) {
            return known;
        }
        String name = cause.getClass().getSimpleName();
        if (cause instanceof TooLongException) {
            return new TokenException(Kind.MALFORMED, server + ": its answer is longer than " + MAX_BODY + " bytes");
        }
        if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
            return new TokenException(Kind.TIMEOUT, server + ": it did not answer in time");
        }
        if (cause instanceof SSLException) {
            return new TokenException(
                    Kind.UNAVAILABLE, server + ": no TLS connection (" + name + "); is its certificate trusted here?");
        }
        if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
            return new TokenException(Kind.UNAVAILABLE, server + ": the name of its host is unknown here");
        }
        if (cause instanceof ConnectException) {
            return new TokenException(Kind.UNAVAILABLE, server + ": nothing answers there, no connection");
        }
        return new TokenException(Kind.UNAVAILABLE, server + ": it hung up, or spoke no HTTP (" + name + ")");
    }

    private static boolean isTelling(Throwable failure) {
        return failure instanceof TokenException
                || failure instanceof TooLongException
                || failure instanceof HttpTimeoutException
                || failure instanceof TimeoutException
                || failure instanceof SSLException
                || (failure instanceof ConnectException && !isUnresolved(failure));
    }

    private static boolean isUnresolved(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return true;
            }
        }
        return false;
    }

    /** Starts a GET. */
    static HttpRequest.Builder get(URI uri) {
        return HttpRequest.newBuilder(uri).GET();
    }
}
