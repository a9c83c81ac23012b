package dev.gatehouse.samples.tasklist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Sends requests as a command-line tool would: without redirects and without remembering cookies. */
final class Http {

    private static final JsonMapper JSON = new JsonMapper();

    private final URI base;

    Http(URI base) {
        this.base = base;
    }

    /** A response with its body as text. */
    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        String header(String name) {
            return String.join(" | ", response.headers().allValues(name));
        }

        JsonNode json() {
            return Http.json(body());
        }

        @Override
        public String toString() {
            return status() + " " + response.headers().map() + "\n" + body();
        }
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException malformed) {
            throw new AssertionError("no JSON: " + text, malformed);
        }
    }

    Answer get(String path, String... headers) {
        return send(HttpRequest.newBuilder().GET(), path, headers);
    }

    Answer post(String path, String body, String... headers) {
        return send(HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(body)), path, headers);
    }

    Answer postJson(String path, String json, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "Content-Type";
        all[1] = "application/json";
        return post(path, json, all);
    }

    Answer postForm(String path, Map<String, String> form, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "Content-Type";
        all[1] = "application/x-www-form-urlencoded";
        return post(path, encode(form), all);
    }

    Answer patch(String path, String json, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder()
                .method("PATCH", HttpRequest.BodyPublishers.ofString(json))
                .header("Content-Type", "application/json");
        return send(request, path, headers);
    }

    static String bearer(String token) {
        return "Bearer " + token;
    }

    private static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private Answer send(HttpRequest.Builder request, String path, String... headers) {
        request.uri(base.resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        // Each has its own connection: one that is kept may be closed by the server just when the next request leaves.
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try {
            return new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)));
        } catch (IOException broken) {
            throw new AssertionError("no answer from " + base.resolve(path), broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }
}
