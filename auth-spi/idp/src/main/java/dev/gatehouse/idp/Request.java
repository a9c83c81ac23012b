package dev.gatehouse.idp;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One request with its body read. Immutable. */
final class Request {

    /** Token requests are far smaller. A larger body is refused without reading it. */
    static final int MAX_BODY_BYTES = 64 * 1024;

    private final String method;
    private final String query;
    private final Headers headers;
    private final byte[] body;

    private Request(String method, String query, Headers headers, byte[] body) {
        this.method = method;
        this.query = query;
        this.headers = headers;
        this.body = body;
    }

    static Request read(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        return new Request(
                exchange.getRequestMethod(),
                query == null ? "" : query,
                exchange.getRequestHeaders(),
                exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1));
    }

    boolean isPost() {
        return method.equals("POST");
    }

    Parameters query() {
        return Parameters.ofForm(query);
    }

    /** The parameters of a form or JSON body. */
    Parameters body() {
        if (body.length > MAX_BODY_BYTES) {
            throw OAuthException.of(413, "invalid_request", "The body is too large");
        }
        String text = new String(body, StandardCharsets.UTF_8);
        String type = header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        int semicolon = type.indexOf(';');
        return switch ((semicolon < 0 ? type : type.substring(0, semicolon)).trim()) {
            case "application/x-www-form-urlencoded" -> Parameters.ofForm(text);
            case "application/json" -> Parameters.ofJson(text);
            default -> throw OAuthException.invalidRequest("The body must be a form or a JSON object");
        };
    }

    /** Returns the parameters from the query or the body, depending on the method. */
    Parameters parameters() {
        return isPost() ? body() : query();
    }

    /** Returns the header if it occurs exactly once. */
    Optional<String> header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.size() != 1 ? Optional.empty() : Optional.of(values.get(0));
    }

    /** Returns whether the header occurs. */
    boolean has(String name) {
        return headers.containsKey(name);
    }

    Optional<String> cookie(String name) {
        for (String line : headers.getOrDefault("Cookie", List.of())) {
            for (String part : line.split(";", -1)) {
                String pair = part.trim();
                if (pair.startsWith(name + "=")) {
                    return Optional.of(pair.substring(name.length() + 1));
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "Request[" + method + ", " + body.length + " bytes]";
    }
}
