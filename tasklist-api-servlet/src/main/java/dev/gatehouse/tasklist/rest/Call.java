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
 * One request to a REST endpoint, admitted and routed. The body is read when the endpoint asks for it.
 *
 * @param variables what stands in the path where the route has a variable
 */
record Call(HttpServletRequest request, Requester who, List<String> variables, RequestBodies bodies) {

    /** The first variable of the path. */
    String id() {
        return variables.get(0);
    }

    /** The body as an object; an absent one is as good as an empty object. */
    JsonFields body() throws IOException {
        Optional<JsonNode> body = bodies.read(request);
        return JsonFields.of(body.isPresent() ? body.get() : JsonNodeFactory.instance.objectNode());
    }

    /** The body as an object; an absent one is refused. */
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
