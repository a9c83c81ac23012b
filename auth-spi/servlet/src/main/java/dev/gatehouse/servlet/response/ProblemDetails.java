package dev.gatehouse.servlet.response;

import dev.gatehouse.spi.stability.Internal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The body of a refusal: an RFC 9457 problem that is also a Tasklist error. Its strings depend on the status only, so
 * that it does not reveal the cause.
 *
 * @since 0.1
 */
@Internal
public final class ProblemDetails {

    private ProblemDetails() {}

    public static void write(HttpServletResponse response, int status, String instance) throws IOException {
        StringBuilder body = new StringBuilder(160).append("{\"type\":\"about:blank\",\"title\":");
        JsonString.append(title(status), body);
        body.append(",\"status\":").append(status).append(",\"detail\":");
        JsonString.append(detail(status), body);
        body.append(",\"message\":");
        JsonString.append(detail(status), body);
        body.append(",\"instance\":");
        JsonString.append(instance, body);
        byte[] bytes = body.append('}').toString().getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/problem+json");
        response.setCharacterEncoding("UTF-8");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 408 -> "Request Timeout";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 421 -> "Misdirected Request";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 503 -> "Service Unavailable";
            default -> "Request refused";
        };
    }

    private static String detail(int status) {
        return switch (status) {
            case 400 -> "The request is malformed or ambiguous.";
            case 401 -> "A valid credential is required.";
            case 403 -> "This is not allowed.";
            case 405 -> "The method is not supported here.";
            case 408 -> "The body was sent too slowly.";
            case 413 -> "The body is too large.";
            case 415 -> "The media type is not supported here.";
            case 421 -> "This host name is not served here.";
            case 429 -> "Too many requests; try again later.";
            case 503 -> "The credential cannot be verified at present; try again later.";
            default -> "The request cannot be processed.";
        };
    }
}
