package dev.gatehouse.tasklist.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.servlet.Access;
import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.tasklist.http.Answer;
import dev.gatehouse.tasklist.http.HandlerServlet;
import dev.gatehouse.tasklist.http.JsonFields;
import dev.gatehouse.tasklist.http.RequestBodies;
import dev.gatehouse.tasklist.http.Responses;
import dev.gatehouse.tasklist.service.ApiProblem;
import dev.gatehouse.tasklist.service.DefinitionService;
import dev.gatehouse.tasklist.service.ProcessService;
import dev.gatehouse.tasklist.service.Requester;
import dev.gatehouse.tasklist.service.TaskService;
import graphql.ExecutionInput;
import graphql.GraphQL;
import graphql.GraphqlErrorBuilder;
import graphql.execution.UnknownOperationException;
import graphql.introspection.Introspection;
import graphql.parser.ParserOptions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * GraphQL over HTTP: one operation in a JSON object, sent with POST. The caller is authenticated before the body is
 * read. Batches, GET and forms are not supported: pages of other sites could send GET and forms without a CORS
 * preflight.
 *
 * @since 0.1
 */
@Internal
public final class GraphQlApi implements HandlerServlet.Handler {

    private final GraphQL graphQl;
    private final RequestBodies bodies;
    private final Responses responses;
    private final JsonMapper mapper;
    private final boolean introspection;
    private final ParserOptions parserOptions = GraphQlEngine.parserOptions();

    /** Creates the API with its schema, resolvers and limits. */
    public GraphQlApi(
            TaskService tasks,
            DefinitionService definitions,
            ProcessService processes,
            GraphQlOptions options,
            RequestBodies bodies,
            Responses responses,
            JsonMapper mapper) {
        this.graphQl = GraphQlEngine.build(new GraphQlResolvers(tasks, definitions, processes), options);
        this.introspection = options.introspection();
        this.bodies = bodies;
        this.responses = responses;
        this.mapper = mapper;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answer refused;
        try {
            if (request.getMethod().equals("POST")) {
                Requester who = requester(request);
                bodies.receive(request, response, body -> responses.write(response, answer(request, who, body)));
                return;
            }
            refused = otherMethod(request, response);
        } catch (RuntimeException failure) {
            refused = problem(failure);
        }
        responses.write(response, refused);
    }

    private static Answer otherMethod(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Allow", "OPTIONS, POST");
        if (request.getMethod().equals("OPTIONS")) {
            return Answer.empty();
        }
        throw ApiProblem.of(405, "Expected a POST request.");
    }

    private static Requester requester(HttpServletRequest request) {
        Requester who = Requester.of(Access.require(request), request);
        if (!RequestBodies.isJson(request.getHeader("Content-Type"))) {
            throw ApiProblem.of(415, "The body should be application/json.");
        }
        return who;
    }

    private Answer answer(HttpServletRequest request, Requester who, RequestBodies.Received received) {
        try {
            JsonFields body = JsonFields.of(
                    received.json().orElseThrow(() -> ApiProblem.unreadable("Required request body is missing")));
            JsonNode query = body.object().get("query");
            if (query == null || !query.isTextual() || query.textValue().isBlank()) {
                throw ApiProblem.badRequest("The body should have a query.");
            }
            Map<String, Object> result =
                    execute(request, who, query.textValue(), body.text("operationName"), variables(body));
            return Answer.json(mapper.valueToTree(result));
        } catch (RuntimeException failure) {
            return problem(failure);
        }
    }

    private static Answer problem(RuntimeException failure) {
        return Answer.problem("about:blank", Responses.problemOf(failure));
    }

    private Map<String, Object> execute(
            HttpServletRequest request,
            Requester who,
            String query,
            @Nullable String operationName,
            Map<String, Object> variables) {
        ExecutionInput input = ExecutionInput.newExecutionInput(query)
                .operationName(operationName)
                .variables(variables)
                .graphQLContext(Map.of(
                        Requester.class,
                        who,
                        HttpServletRequest.class,
                        request,
                        ParserOptions.class,
                        parserOptions,
                        Introspection.INTROSPECTION_DISABLED,
                        !introspection))
                .build();
        try {
            return graphQl.execute(input).toSpecification();
        } catch (UnknownOperationException refused) {
            // The engine throws this client error instead of reporting it in the result.
            String message = String.valueOf(refused.getMessage());
            return Map.of(
                    "errors",
                    List.of(GraphqlErrorBuilder.newError()
                            .message("%s", message)
                            .build()
                            .toSpecification()));
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> variables(JsonFields body) {
        JsonFields variables = body.fields("variables");
        return variables == null ? Map.of() : mapper.convertValue(variables.object(), Map.class);
    }
}
