package dev.gatehouse.samples.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What a person's browser sends, without a browser. Thread-safe. */
final class Client {

    private static final String WHO = "{\"query\":\"{ currentUser { userId } }\"}";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI base;

    Client(URI base) {
        this.base = base;
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

    int use(String cookie) throws IOException, InterruptedException {
        return who(cookie).statusCode();
    }

    /** Logs in and returns what to send as Cookie header. */
    String cookie(String user) throws IOException, InterruptedException {
        HttpResponse<String> answer = login(user);
        if (answer.statusCode() != 204) {
            throw new AssertionError("no login: " + answer.statusCode() + " " + answer.body());
        }
        return cookie(answer);
    }

    static String cookie(HttpResponse<String> login) {
        return login.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    private HttpResponse<String> send(String path, String body, String cookie, String type)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(15))
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
