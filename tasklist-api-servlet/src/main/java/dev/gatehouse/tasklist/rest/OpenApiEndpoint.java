package dev.gatehouse.tasklist.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.tasklist.http.Answer;
import dev.gatehouse.tasklist.service.TasklistOptions;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** {@code /v1/openapi.json}: the description of this API. It names the context path as the server of its paths. */
final class OpenApiEndpoint {

    private static final String DOCUMENT = "openapi.json";
    private static final String PATH = "openapi.json";

    private final ObjectNode document;
    private final boolean open;

    OpenApiEndpoint(TasklistOptions options) {
        this.document = read();
        this.open = options.publicOpenApi();
    }

    List<Route> routes() {
        return List.of(open ? Route.open("GET", PATH, this::document) : Route.read("GET", PATH, this::document));
    }

    private Answer document(Call call) {
        String context = call.request().getContextPath();
        // A copy of the top level is enough, because only that changes.
        ObjectNode answer = document.objectNode();
        document.properties().forEach(member -> answer.set(member.getKey(), member.getValue()));
        answer.putArray("servers").addObject().put("url", context.isEmpty() ? "/" : context);
        return Answer.json(answer);
    }

    private static ObjectNode read() {
        try (InputStream in = OpenApiEndpoint.class.getResourceAsStream(DOCUMENT)) {
            if (in == null) {
                throw new IllegalStateException("the description " + DOCUMENT + " is not on the class path");
            }
            JsonNode document = new JsonMapper().readTree(in);
            return (ObjectNode) document;
        } catch (IOException unreadable) {
            throw new IllegalStateException("cannot read the description " + DOCUMENT, unreadable);
        }
    }
}
