package dev.gatehouse.jwt.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** The examples of docs/token-client.md, as they stand there. */
final class TokenClientExample {

    private TokenClientExample() {}

    static String tasks(String tokenEndpoint, String secret, String tasklist) throws IOException, InterruptedException {
        try (TokenClient tokens = TokenClient.builder()
                .clientId("demo-client")
                .clientSecret(secret)
                .audience("tasklist.camunda.io")
                .tokenEndpoint(tokenEndpoint)
                .build()) {
            BearerHttpClient http = BearerHttpClient.of(HttpClient.newHttpClient(), tokens, tasklist);
            HttpRequest search = HttpRequest.newBuilder(URI.create(tasklist + "/v1/tasks/search"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"state\":\"CREATED\"}"))
                    .build();
            return http.send(search, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    static String header(Map<String, String> environment) throws IOException, InterruptedException {
        try (TokenClient tokens = TokenClient.fromEnvironment(environment).build()) {
            return tokens.token().authorization();
        }
    }
}
