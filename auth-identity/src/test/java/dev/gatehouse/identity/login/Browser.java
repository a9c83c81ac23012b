package dev.gatehouse.identity.login;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser as far as log-ins need one: cookies by origin, no redirect without being told. Not thread-safe. */
final class Browser {

    private static final Pattern LOGIN = Pattern.compile("name=\"login\" value=\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, Map<String, String>> cookies = new LinkedHashMap<>();

    /** Opens a URL as a navigation. */
    HttpResponse<String> open(URI url, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(url).header("Accept", "text/html");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(url, request.GET());
    }

    /** Sends a request as a script does. */
    HttpResponse<String> fetch(URI url, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(url);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(url, request.GET());
    }

    HttpResponse<String> post(URI url, Map<String, String> form) throws IOException, InterruptedException {
        List<String> pairs = new ArrayList<>();
        form.forEach((name, value) -> pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return send(
                url,
                request(url)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(String.join("&", pairs))));
    }

    /** Logs in at the development provider and returns the URL that it sends the browser back to. */
    URI logIn(URI authorization, String user) throws IOException, InterruptedException {
        HttpResponse<String> page = open(authorization);
        if (page.statusCode() == 302) {
            return location(page);
        }
        Matcher login = LOGIN.matcher(page.body());
        if (!login.find()) {
            throw new IllegalStateException("expected a login page, but got " + page.statusCode() + " " + page.body());
        }
        URI form = URI.create(authorization.toString().replaceFirst("\\?.*", ""));
        return location(post(form, Map.of("login", login.group(1), "username", user, "password", user)));
    }

    /** Returns the target of a redirect. */
    static URI location(HttpResponse<String> response) {
        return response.uri()
                .resolve(response.headers()
                        .firstValue("Location")
                        .orElseThrow(() -> new IllegalStateException(
                                "expected a redirect, but got " + response.statusCode() + " " + response.body())));
    }

    /** Returns the cookies for an origin, by name. */
    Map<String, String> cookies(URI url) {
        return cookies.computeIfAbsent(url.getAuthority(), any -> new LinkedHashMap<>());
    }

    private HttpRequest.Builder request(URI url) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url);
        List<String> pairs = new ArrayList<>();
        cookies(url).forEach((name, value) -> pairs.add(name + "=" + value));
        if (!pairs.isEmpty()) {
            request.header("Cookie", String.join("; ", pairs));
        }
        return request;
    }

    private HttpResponse<String> send(URI url, HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        for (String line : response.headers().allValues("Set-Cookie")) {
            String pair = line.split(";", 2)[0];
            int equals = pair.indexOf('=');
            if (line.contains("Max-Age=0")) {
                cookies(url).remove(pair.substring(0, equals));
            } else {
                cookies(url).put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return response;
    }
}
