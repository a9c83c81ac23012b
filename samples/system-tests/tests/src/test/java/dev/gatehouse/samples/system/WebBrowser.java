package dev.gatehouse.samples.system;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a browser does in a log-in: it keeps cookies, follows redirects and sends forms. Its cookies are those of one
 * host and port, and no path counts. For one thread.
 */
final class WebBrowser {

    /** Where it is, and what it shows. */
    record Page(URI uri, int status, String body) {}

    private static final int MAX_REDIRECTS = 20;
    private static final Pattern FORM = Pattern.compile("(?s)<form\\b[^>]*?\\baction=\"([^\"]*)\".*?</form>");
    private static final Pattern HIDDEN = Pattern.compile("<input\\b[^>]*\\btype=\"hidden\"[^>]*>");
    private static final Pattern NAME = Pattern.compile("\\bname=\"([^\"]*)\"");
    private static final Pattern VALUE = Pattern.compile("\\bvalue=\"([^\"]*)\"");

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Map<String, Map<String, String>> cookies = new ConcurrentHashMap<>();

    /** Goes to a URL. */
    Page open(URI uri) throws IOException, InterruptedException {
        return follow(uri, HttpRequest.newBuilder().GET());
    }

    /** Goes to a URL and stays there: no redirect is followed. */
    Page visit(URI uri) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(uri, HttpRequest.newBuilder().GET());
        return new Page(uri, answer.statusCode(), answer.body());
    }

    /** Sends the form of a page, with its hidden fields and these. */
    Page submit(Page page, Map<String, String> fields) throws IOException, InterruptedException {
        Matcher form = FORM.matcher(page.body());
        if (!form.find()) {
            throw new AssertionError("no form at " + page.uri() + ": " + page.status() + " " + page.body());
        }
        Map<String, String> all = new LinkedHashMap<>();
        Matcher hidden = HIDDEN.matcher(form.group());
        while (hidden.find()) {
            all.put(attribute(NAME, hidden.group()), attribute(VALUE, hidden.group()));
        }
        all.putAll(fields);
        return post(page.uri().resolve(text(form.group(1))), all);
    }

    /** Sends a form to a URL. */
    Page post(URI uri, Map<String, String> fields) throws IOException, InterruptedException {
        String body = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return follow(
                uri,
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body)));
    }

    /** Returns what it sends to this place as Cookie header. */
    String cookies(URI uri) {
        return jar(uri).entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    /** Returns a browser with the same cookies, as an attacker has it who copied them. */
    WebBrowser copy() {
        WebBrowser copy = new WebBrowser();
        cookies.forEach((host, jar) -> copy.cookies.put(host, new ConcurrentHashMap<>(jar)));
        return copy;
    }

    private Page follow(URI first, HttpRequest.Builder request) throws IOException, InterruptedException {
        URI uri = first;
        HttpResponse<String> answer = send(uri, request);
        for (int i = 0; i < MAX_REDIRECTS && answer.statusCode() / 100 == 3; i++) {
            uri = uri.resolve(answer.headers().firstValue("Location").orElseThrow());
            answer = send(uri, HttpRequest.newBuilder().GET());
        }
        return new Page(uri, answer.statusCode(), answer.body());
    }

    private HttpResponse<String> send(URI uri, HttpRequest.Builder request) throws IOException, InterruptedException {
        request.uri(uri)
                .timeout(Duration.ofMinutes(2))
                .header("Accept", "text/html")
                .header("Connection", "close");
        String header = cookies(uri);
        if (!header.isEmpty()) {
            request.header("Cookie", header);
        }
        HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
        for (String line : answer.headers().allValues("Set-Cookie")) {
            keep(jar(uri), line);
        }
        return answer;
    }

    private static void keep(Map<String, String> jar, String line) {
        String[] pair = line.split(";", 2)[0].split("=", 2);
        if (pair[1].isEmpty() || line.contains("Max-Age=0") || line.contains("1970")) {
            jar.remove(pair[0]);
        } else {
            jar.put(pair[0], pair[1]);
        }
    }

    private Map<String, String> jar(URI uri) {
        return cookies.computeIfAbsent(uri.getAuthority(), host -> new ConcurrentHashMap<>());
    }

    private static String attribute(Pattern pattern, String element) {
        Matcher found = pattern.matcher(element);
        return found.find() ? text(found.group(1)) : "";
    }

    private static String text(String html) {
        return html.replace("&#39;", "'").replace("&quot;", "\"").replace("&amp;", "&");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
