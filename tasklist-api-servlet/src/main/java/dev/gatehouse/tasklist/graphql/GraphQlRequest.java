package dev.gatehouse.tasklist.graphql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.tasklist.http.JsonFields;
import dev.gatehouse.tasklist.http.Parameters;
import dev.gatehouse.tasklist.service.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a GraphQL request, from the body of a POST request or from the query of a GET request.
 *
 * @param query the document
 * @param operationName the operation of the document to execute; null if it has only one
 */
record GraphQlRequest(String query, @Nullable String operationName, Map<String, Object> variables) {

    static GraphQlRequest ofBody(JsonFields body, JsonMapper mapper) {
        String query = body.string("query");
        if (query == null || query.isBlank()) {
            throw ApiProblem.badRequest("The request should have a query.");
        }
        // Extensions are checked and ignored: this server has none.
        body.fields("extensions");
        return new GraphQlRequest(query, body.string("operationName"), map(body.fields("variables"), mapper));
    }

    /** Reads the parameters of a URL. Variables and extensions are JSON objects. */
    static GraphQlRequest ofUrl(HttpServletRequest request, JsonMapper mapper) {
        ObjectNode body = mapper.createObjectNode();
        body.put("query", Parameters.first(request, "query"));
        String operationName = Parameters.first(request, "operationName");
        body.put("operationName", operationName == null || operationName.isEmpty() ? null : operationName);
        for (String name : new String[] {"variables", "extensions"}) {
            String text = Parameters.first(request, name);
            try {
                body.set(name, text == null || text.isEmpty() ? null : mapper.readTree(text));
            } catch (JsonProcessingException malformed) {
                throw ApiProblem.unreadable("The parameter '" + name + "' should be a JSON object.");
            }
        }
        return ofBody(JsonFields.of(body), mapper);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable JsonFields variables, JsonMapper mapper) {
        return variables == null ? Map.of() : mapper.convertValue(variables.object(), Map.class);
    }
}
