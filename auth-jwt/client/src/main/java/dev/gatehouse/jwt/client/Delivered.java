package dev.gatehouse.jwt.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSession;

/** A response with the body that the caller's handler produced. */
record Delivered<T>(HttpResponse<KeepingRefusal.Body<T>> response, T body) implements HttpResponse<T> {

    static <T> CompletableFuture<HttpResponse<T>> of(HttpResponse<KeepingRefusal.Body<T>> response) {
        return response.body()
                .delivered()
                .<HttpResponse<T>>thenApply(made -> new Delivered<>(response, made))
                .toCompletableFuture();
    }

    @Override
    public int statusCode() {
        return response.statusCode();
    }

    @Override
    public HttpRequest request() {
        return response.request();
    }

    @Override
    public Optional<HttpResponse<T>> previousResponse() {
        return Optional.empty();
    }

    @Override
    public HttpHeaders headers() {
        return response.headers();
    }

    @Override
    public Optional<SSLSession> sslSession() {
        return response.sslSession();
    }

    @Override
    public URI uri() {
        return response.uri();
    }

    @Override
    public HttpClient.Version version() {
        return response.version();
    }

    /** The format of the JDK's own responses: method, URL and status. */
    @Override
    public String toString() {
        return "(" + request().method() + " " + TransportRule.shown(uri()) + ") " + statusCode();
    }
}
