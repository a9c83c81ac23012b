package dev.gatehouse.samples.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What a person's browser sends, without a browser. Each request has its own connection: one that is kept may be closed
 * just when the next request leaves. Thread-safe.
 */
final class Client {

    private static final String WHO = "{\"query\":\"{ currentUser { userId } }\"}";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;

    Client(URI base) {
        this.base = base;
    }

    /** Waits until it says that it is ready. */
    void awaitReady() throws IOException, InterruptedException {
        HttpRequest ready = HttpRequest.newBuilder(base.resolve("/ready"))
                .header("Connection", "close")
                .build();
        decided(() -> http.send(ready, BodyHandlers.ofString()));
    }

    HttpResponse<String> login(String user) throws IOException, InterruptedException {
        return send("/api/login?username=" + user + "&password=" + user, "", "", "");
    }

    HttpResponse<String> logout(String cookie) throws IOException, InterruptedException {
        return send("/api/logout", "", cookie, "");
    }

    /** Asks who is calling. */
    HttpResponse<String> who(String cookie) throws IOException, InterruptedException {
        return send("/graphql", WHO, cookie, "application/json");
    }

    /** Asks who is calling until that can be decided, and returns the status. */
    int use(String cookie) throws IOException, InterruptedException {
        return decided(() -> who(cookie)).statusCode();
    }

    /** Logs out for certain and returns the status. It does no harm to do so twice. */
    int end(String cookie) throws IOException, InterruptedException {
        return decided(() -> logout(cookie)).statusCode();
    }

    /** Logs in and returns what to send as Cookie header. */
    String cookie(String user) throws IOException, InterruptedException {
        HttpResponse<String> answer = decided(() -> login(user));
        if (answer.statusCode() != 204) {
            throw new AssertionError("no login: " + answer.statusCode() + " " + answer.body());
        }
        return cookie(answer);
    }

    static String cookie(HttpResponse<String> login) {
        return login.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    /** A request. */
    private interface Request {
        HttpResponse<String> send() throws IOException, InterruptedException;
    }

    /** Does what 503 asks for: nothing was decided, and later it may be. */
    private static HttpResponse<String> decided(Request request) throws IOException, InterruptedException {
        HttpResponse<String> answer = request.send();
        while (answer.statusCode() == 503) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(
                    answer.headers().firstValueAsLong("Retry-After").orElse(1)));
            answer = request.send();
        }
        return answer;
    }

    private HttpResponse<String> send(String path, String body, String cookie, String type)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .header("Connection", "close")
                .POST(BodyPublishers.ofString(body));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
