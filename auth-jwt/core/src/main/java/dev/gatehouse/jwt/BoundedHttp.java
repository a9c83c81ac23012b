package dev.gatehouse.jwt;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Requests that are bounded in every way: deadline for the whole, size of the answer, no redirects, no cookies. Thread-safe; waits for nothing. */
final class BoundedHttp {

    /**
     * An answer with status 200.
     *
     * @param contentType its media type as it was sent; empty when it had none
     */
    record Answer(String contentType, byte[] body) {
        @Override
        public String toString() {
            return "Answer[" + body.length + " bytes]";
        }
    }

    private static final int MAX_DOCUMENT = 1024 * 1024;
    private static final long MAX_RETRY_AFTER = 3600;

    private final Executor executor;
    private final Duration connectTimeout;
    private final Duration timeout;
    private @Nullable HttpClient client;

    /** @param executor runs what the JDK's client does in the background, the look-up of host names included */
    BoundedHttp(Executor executor, Duration connectTimeout, Duration timeout) {
        this.executor = executor;
        this.connectTimeout = connectTimeout;
        this.timeout = timeout;
    }

    /** Returns the body of a 200 answer; everything else ends with a {@link FetchException}. */
    CompletableFuture<byte[]> get(URI uri) {
        return get(uri, unread -> {});
    }

    /** @param seen is given the headers of a 200 answer */
    CompletableFuture<byte[]> get(URI uri, Consumer<HttpHeaders> seen) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).header("Accept", "application/json, application/jwk-set+json");
        return answer(request, MAX_DOCUMENT, seen).thenApply(Answer::body);
    }

    /**
     * Posts a form and returns a 200 answer; everything else ends with a {@link FetchException}.
     *
     * @param form the body, encoded already
     * @param authorization the header of that name; {@code null} for none
     * @param maxBody the longest answer, in bytes
     */
    CompletableFuture<Answer> post(URI uri, String form, @Nullable String authorization, int maxBody) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.ofString(form, StandardCharsets.US_ASCII))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json");
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return answer(request, maxBody, unread -> {});
    }

    private CompletableFuture<Answer> answer(HttpRequest.Builder unbounded, int maxBody, Consumer<HttpHeaders> seen) {
        HttpRequest request = unbounded.timeout(timeout).build();
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        // The client resolves the host name on the thread that sends, which may take its time.
        executor.execute(() -> send(request, maxBody, seen, answer));
        return answer.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void send(HttpRequest request, int maxBody, Consumer<HttpHeaders> seen, CompletableFuture<Answer> answer) {
        try {
            CompletableFuture<HttpResponse<byte[]>> sent =
                    client().sendAsync(request, response -> new BoundedBody(maxBody));
            sent.whenComplete((response, failure) -> {
                if (failure != null) {
                    answer.completeExceptionally(FetchException.of(failure));
                } else if (response.statusCode() == 200) {
                    seen.accept(response.headers());
                    String type = response.headers().firstValue("Content-Type").orElse("");
                    answer.complete(new Answer(type, response.body()));
                } else {
                    answer.completeExceptionally(new FetchException(
                            "it answered with status " + response.statusCode(),
                            response.statusCode(),
                            retryAfter(response.headers())));
                }
            });
            // A deadline covers the body too; giving up closes the connection.
            answer.whenComplete((body, failure) -> sent.cancel(true));
        } catch (RuntimeException unusable) {
            answer.completeExceptionally(FetchException.of(unusable));
        }
    }

    /** Made on first use: a client has threads, and an application whose keys lie in a file needs none. */
    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(connectTimeout)
                    .executor(executor)
                    .build();
        }
        return client;
    }

    /** Seconds, or a date (RFC 9110 section 10.2.3), which counts from the date of the answer since clocks differ. */
    private static long retryAfter(HttpHeaders headers) {
        String text = headers.firstValue("Retry-After").orElse("");
        Instant until = HttpDate.parse(text);
        Instant from = HttpDate.parse(headers.firstValue("Date").orElse(""));
        if (until != null && from != null) {
            return Math.max(0, Math.min(Duration.between(from, until).toSeconds(), MAX_RETRY_AFTER));
        }
        if (text.isEmpty() || text.length() > 9) {
            return 0;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return 0;
            }
        }
        return Math.min(Long.parseLong(text), MAX_RETRY_AFTER);
    }
}
