package dev.gatehouse.tasklist.graphql;

import com.fasterxml.jackson.databind.json.JsonMapper;
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
import graphql.language.OperationDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * GraphQL over HTTP: one operation for each request, in a JSON object sent with POST or, for queries, in the URL of a
 * GET request. The caller is authenticated before the body is read. GET never executes mutations, and batches and forms
 * are not supported: pages of other sites could send these without a CORS preflight.
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
        Answer answer;
        try {
            switch (request.getMethod()) {
                case "POST" -> {
                    Requester who = Requester.reader(request);
                    if (!RequestBodies.isJson(request.getHeader("Content-Type"))) {
                        throw ApiProblem.of(415, "The body should be application/json.");
                    }
                    bodies.receive(request, response, body -> responses.write(response, post(request, who, body)));
                    return;
                }
                case "GET", "HEAD" -> answer = get(request, response);
                default -> answer = otherMethod(request, response);
            }
        } catch (RuntimeException failure) {
            answer = problem(failure);
        }
        responses.write(response, answer);
    }

    private static Answer otherMethod(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Allow", "GET, HEAD, OPTIONS, POST");
        if (request.getMethod().equals("OPTIONS")) {
            return Answer.empty();
        }
        throw ApiProblem.of(405, "Expected a POST or GET request.");
    }

    private Answer post(HttpServletRequest request, Requester who, RequestBodies.Received received) {
        try {
            JsonFields body = JsonFields.of(
                    received.json().orElseThrow(() -> ApiProblem.unreadable("Required request body is missing")));
            return execute(request, who, GraphQlRequest.ofBody(body, mapper));
        } catch (RuntimeException failure) {
            return problem(failure);
        }
    }

    private Answer get(HttpServletRequest request, HttpServletResponse response) {
        Requester who = Requester.reader(request);
        GraphQlRequest given = GraphQlRequest.ofUrl(request, mapper);
        if (changes(given)) {
            response.setHeader("Allow", "POST");
            throw ApiProblem.of(405, "Only queries can be sent with GET.");
        }
        return execute(request, who, given);
    }

    /** Returns whether any operation of a document is not a query. A document with a syntax error is not executed. */
    private boolean changes(GraphQlRequest given) {
        try {
            return new Parser()
                            .parseDocument(ParserEnvironment.newParserEnvironment()
                                    .document(given.query())
                                    .parserOptions(parserOptions)
                                    .build())
                            .getDefinitionsOfType(OperationDefinition.class)
                            .stream()
                            .anyMatch(operation -> operation.getOperation() != OperationDefinition.Operation.QUERY);
        } catch (InvalidSyntaxException reportedByTheEngine) {
            return false;
        }
    }

    private static Answer problem(RuntimeException failure) {
        return Answer.problem("about:blank", Responses.problemOf(failure));
    }

    private Answer execute(HttpServletRequest request, Requester who, GraphQlRequest given) {
        GraphQlMediaType type = GraphQlMediaType.of(request.getHeaders("Accept"));
        Map<String, Object> result = result(request, who, given);
        return new Answer(type.status(result), type.text(), mapper.valueToTree(result), null);
    }

    private Map<String, Object> result(HttpServletRequest request, Requester who, GraphQlRequest given) {
        ExecutionInput input = ExecutionInput.newExecutionInput(given.query())
                .operationName(given.operationName())
                .variables(given.variables())
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
}
