package dev.gatehouse.tasklist.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gatehouse.tasklist.http.JsonFields;
import dev.gatehouse.tasklist.http.RequestBodies;
import dev.gatehouse.tasklist.service.ApiProblem;
import dev.gatehouse.tasklist.service.Requester;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An authorized request to a REST endpoint. The body is read on demand.
 *
 * @param variables path segments that match the variables of the route
 */
record Call(HttpServletRequest request, Requester who, List<String> variables, RequestBodies bodies) {

    /** Returns the first path variable. */
    String id() {
        return variables.get(0);
    }

    /** Returns the body as an object. An absent body is an empty object. */
    JsonFields body() throws IOException {
        Optional<JsonNode> body = bodies.read(request);
        return JsonFields.of(body.isPresent() ? body.get() : JsonNodeFactory.instance.objectNode());
    }

    /** Returns the body as an object. An absent body is refused. */
    JsonFields requiredBody() throws IOException {
        return JsonFields.of(
                bodies.read(request).orElseThrow(() -> ApiProblem.unreadable("Required request body is missing")));
    }

    @Nullable
    String parameter(String name) {
        return request.getParameter(name);
    }

    String requiredParameter(String name) {
        String value = parameter(name);
        if (value == null) {
            throw ApiProblem.badRequest(
                    "Required request parameter '" + name + "' for method parameter type String is not present");
        }
        return value;
    }
}
