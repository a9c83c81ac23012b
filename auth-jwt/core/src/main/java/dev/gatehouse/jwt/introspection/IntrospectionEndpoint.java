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
import org.jspecify.annotations.Nullable;

/**
 * The introspection endpoint of an authorization server (RFC 7662 section 2.1). The token is sent in the body only.
 * Thread-safe. Does not block.
 */
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
                new KeyLocation.Discovery(policy.issuerPolicy().issuer(), null), http, policy.plainHttp());
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

    /** Starts locating the endpoint, so that the first request does not wait for it. */
    void locate() {
        location();
    }

    /**
     * Introspects a token.
     *
     * @param again whether to make a second attempt if the connection fails at once, as one that the server has closed
     *     does; introspection is idempotent
     * @return the body of the response; fails with a {@link FetchException} within the deadline
     */
    CompletableFuture<byte[]> ask(String token, boolean again) {
        long began = clock.nanos();
        String form = "token=" + encoded(token) + "&token_type_hint=access_token" + credentials;
        return http.within(once(form)
                .handle((body, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.completedFuture(body);
                    }
                    boolean unanswered = FetchException.of(failure).kind() == FetchException.Kind.UNAVAILABLE;
                    boolean atOnce = clock.nanos() - began < timeout.toNanos() / 2;
                    return again && unanswered && atOnce ? once(form) : CompletableFuture.<byte[]>failedFuture(failure);
                })
                .thenCompose(answer -> answer));
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
            // A response in JWT form (RFC 9701) was not requested.
            throw new CompletionException(new FetchException("expected a response of type application/json", OK, 0));
        }
        return answer.body();
    }

    private synchronized CompletableFuture<URI> location() {
        if (policy.endpoint() != null) {
            return CompletableFuture.completedFuture(policy.endpoint());
        }
        if (found == null || found.isCompletedExceptionally()) {
            // A status of the metadata says nothing about the client credentials or this token.
            found = metadata.uri("introspection_endpoint")
                    .thenApply(this::confidential)
                    .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                            FetchException.of(failure).withoutStatus()));
        }
        return found;
    }

    /** The setting was checked at the start, but the endpoint from the metadata is known only now. */
    private URI confidential(URI uri) {
        if (!policy.plainHttp() && PlainHttp.beyondLoopback(uri)) {
            throw new CompletionException(new FetchException(
                    "its metadata contain an introspection endpoint with plain http;" + " expected https"));
        }
        return uri;
    }

    /** If the endpoint has moved, the metadata are fetched again. */
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
        return "IntrospectionEndpoint[" + policy.issuerPolicy().issuer() + "]";
    }
}
