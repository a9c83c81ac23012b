package dev.gatehouse.tasklist.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gatehouse.tasklist.http.JsonFields;
import dev.gatehouse.tasklist.http.Parameters;
import dev.gatehouse.tasklist.http.RequestBodies;
import dev.gatehouse.tasklist.service.ApiProblem;
import dev.gatehouse.tasklist.service.Requester;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An authorized request to a REST endpoint. The body has been received and is parsed on demand.
 *
 * @param variables path segments that match the variables of the route
 */
record Call(HttpServletRequest request, Requester who, List<String> variables, RequestBodies.Received received) {

    /** Returns the first path variable. */
    String id() {
        return variables.get(0);
    }

    /** Returns the body as an object. An absent body is an empty object. */
    JsonFields body() {
        Optional<JsonNode> body = received.json();
        return JsonFields.of(body.isPresent() ? body.get() : JsonNodeFactory.instance.objectNode());
    }

    /** Returns the body as an object. An absent body is refused. */
    JsonFields requiredBody() {
        return JsonFields.of(
                received.json().orElseThrow(() -> ApiProblem.unreadable("Required request body is missing")));
    }

    @Nullable
    String parameter(String name) {
        return Parameters.first(request, name);
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
