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
 * What goes back to the client.
 *
 * @param body JSON; null when there is a text or nothing
 * @param text text of its own type; null when there is JSON or nothing
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
     * An error in the shape of RFC 9457, with the member that the clients of the interface read.
     *
     * @param type what kind of problem
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
