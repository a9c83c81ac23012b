package dev.gatehouse.jwt.introspection;

import dev.gatehouse.jwt.keys.IssuerMetadata;
import dev.gatehouse.jwt.keys.KeyLocation;
import dev.gatehouse.jwt.keys.Scheduler;
import dev.gatehouse.support.http.BoundedHttp;
import dev.gatehouse.support.http.FetchException;
import dev.gatehouse.support.http.HttpReply;
import dev.gatehouse.support.http.PlainHttp;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks the authorization server about tokens (RFC 7662 section 2.1). The token travels in the body alone. Thread-safe; waits for nothing. */
final class IntrospectionEndpoint {

    private static final int MAX_ANSWER = 64 * 1024;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    private final IntrospectionPolicy policy;
    private final BoundedHttp http;
    private final IssuerMetadata metadata;
    private final Scheduler clock;
    private final Duration timeout;
    private final String credentials;
    private final @Nullable String authorization;
    private @Nullable CompletableFuture<URI> found;

    IntrospectionEndpoint(IntrospectionPolicy policy, BoundedHttp http, Scheduler clock, Duration timeout) {
        this.policy = policy;
        this.http = http;
        this.metadata = new IssuerMetadata(
                new KeyLocation.Discovery(policy.demands().issuer(), null), http, policy.plainHttp());
        this.clock = clock;
        this.timeout = timeout;
        String id = encoded(policy.clientId());
        String secret = encoded(policy.clientSecret().reveal());
        boolean basic = policy.authentication() == IntrospectionPolicy.ClientAuthentication.CLIENT_SECRET_BASIC;
        this.credentials = basic ? "" : "&client_id=" + id + "&client_secret=" + secret;
        this.authorization = basic
                ? "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.US_ASCII))
                : null;
    }

    /** Begins to find the place to ask at, so that the first request need not wait for it. */
    void locate() {
        location();
    }

    /**
     * Asks about a token.
     *
     * @param again whether a connection that fails at once, as one does that the server has closed meanwhile, is tried a second time; asking twice changes nothing
     * @return the body of the answer; ends with a {@link FetchException} within the deadline when there is none to be had
     */
    CompletableFuture<byte[]> ask(String token, boolean again) {
        long began = clock.nanos();
        String form = "token=" + encoded(token) + "&token_type_hint=access_token" + credentials;
        return once(form)
                .handle((body, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.completedFuture(body);
                    }
                    boolean unanswered = FetchException.of(failure).status() == 0;
                    boolean atOnce = clock.nanos() - began < timeout.toNanos() / 2;
                    return again && unanswered && atOnce ? once(form) : CompletableFuture.<byte[]>failedFuture(failure);
                })
                .thenCompose(answer -> answer)
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private CompletableFuture<byte[]> once(String form) {
        return location()
                .thenCompose(uri -> http.post(uri, form, authorization, MAX_ANSWER))
                .whenComplete((answer, failure) -> {
                    if (failure != null) {
                        forget(FetchException.of(failure).status());
                    }
                })
                .thenApply(IntrospectionEndpoint::json);
    }

    private static byte[] json(HttpReply answer) {
        if (!answer.isJson()) {
            // Answers in JWT form (RFC 9701) were not asked for either.
            throw new CompletionException(new FetchException("its answer is not application/json", OK, 0));
        }
        return answer.body();
    }

    private synchronized CompletableFuture<URI> location() {
        if (policy.endpoint() != null) {
            return CompletableFuture.completedFuture(policy.endpoint());
        }
        if (found == null || found.isCompletedExceptionally()) {
            found = metadata.uri("introspection_endpoint").thenApply(this::confidential);
        }
        return found;
    }

    /** The setting was checked at the start; where the metadata point to is known only now. */
    private URI confidential(URI uri) {
        if (!policy.plainHttp() && PlainHttp.beyondLoopback(uri)) {
            throw new CompletionException(
                    new FetchException("its metadata name an introspection endpoint that is asked over plain http"));
        }
        return uri;
    }

    /** Where the issuer has moved to is in its metadata. */
    private synchronized void forget(int status) {
        boolean moved = status == 0 || status == NOT_FOUND || status == GONE;
        if (moved && found != null && found.isDone()) {
            found = null;
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "IntrospectionEndpoint[" + policy.demands().issuer() + "]";
    }
}
