package dev.gatehouse.tasklist.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.tasklist.service.ApiProblem;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A response to the client.
 *
 * @param body JSON body; null if the body is text or empty
 * @param text encoded body of another content type; null if the body is JSON or empty
 * @since 0.1
 */
@Internal
public record Answer(
        int status, @Nullable String contentType, @Nullable JsonNode body, byte @Nullable [] text) {

    public static Answer json(JsonNode body) {
        return new Answer(200, "application/json", body, null);
    }

    public static Answer xml(String xml) {
        return new Answer(200, "text/xml;charset=UTF-8", null, xml.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer empty() {
        return new Answer(204, null, null, null);
    }

    /**
     * An error as in RFC 9457, with the additional member {@code message} that Tasklist clients read.
     *
     * @param type problem type
     */
    public static Answer problem(String type, ApiProblem problem) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("type", type);
        body.put("title", title(problem.status()));
        body.put("status", problem.status());
        body.put("detail", problem.text());
        body.put("message", problem.text());
        body.put("instance", problem.readable() ? UUID.randomUUID().toString() : null);
        return new Answer(problem.status(), "application/problem+json", body, null);
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 501 -> "Not Implemented";
            case 503 -> "Service Unavailable";
            default -> "Internal Server Error";
        };
    }
}
