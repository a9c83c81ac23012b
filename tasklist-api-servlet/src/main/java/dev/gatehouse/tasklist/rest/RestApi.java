package dev.gatehouse.tasklist.rest;

import dev.gatehouse.servlet.Access;
import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.tasklist.http.Answer;
import dev.gatehouse.tasklist.http.HandlerServlet;
import dev.gatehouse.tasklist.http.RequestBodies;
import dev.gatehouse.tasklist.http.Responses;
import dev.gatehouse.tasklist.service.ApiProblem;
import dev.gatehouse.tasklist.service.DefinitionService;
import dev.gatehouse.tasklist.service.Requester;
import dev.gatehouse.tasklist.service.TaskService;
import dev.gatehouse.tasklist.service.TasklistOptions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * All endpoints under {@code /v1}. A request is routed, then authorized, and only then is its body read.
 *
 * @since 0.1
 */
@Internal
public final class RestApi implements HandlerServlet.Handler {

    private final List<Route> routes;
    private final RequestBodies bodies;
    private final Responses responses;

    /** Creates the API with all its endpoints. */
    public RestApi(
            TaskService tasks,
            DefinitionService definitions,
            TasklistOptions options,
            RequestBodies bodies,
            Responses responses) {
        List<Route> all = new ArrayList<>(new TaskEndpoints(tasks).routes());
        all.addAll(new CatalogEndpoints(definitions, options).routes());
        all.addAll(new DefinitionEndpoints(definitions).routes());
        this.routes = List.copyOf(all);
        this.bodies = bodies;
        this.responses = responses;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String info = request.getPathInfo();
        List<String> path = Route.segments(info == null ? "/" : info);
        Answer answer;
        try {
            answer = answer(request, response, path);
        } catch (RuntimeException failure) {
            ApiProblem problem = Responses.problemOf(failure);
            answer = Answer.problem(ProblemTypes.of(path, problem), problem);
        }
        responses.write(response, answer);
    }

    private Answer answer(HttpServletRequest request, HttpServletResponse response, List<String> path)
            throws IOException {
        String method = request.getMethod();
        // HEAD is GET; the container omits the body.
        String wanted = method.equals("HEAD") ? "GET" : method;
        Set<String> allowed = new TreeSet<>();
        for (Route route : routes) {
            List<String> variables = route.match(path);
            if (variables != null && route.method().equals(wanted)) {
                return route.endpoint().answer(new Call(request, requester(request, route), variables, bodies));
            }
            if (variables != null) {
                allowed.add(route.method());
            }
        }
        if (allowed.isEmpty()) {
            throw ApiProblem.notFound("There is no such endpoint.");
        }
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        allowed.add("OPTIONS");
        response.setHeader("Allow", String.join(", ", allowed));
        if (method.equals("OPTIONS")) {
            return Answer.empty();
        }
        throw ApiProblem.of(405, "The method is not allowed here.");
    }

    private Requester requester(HttpServletRequest request, Route route) {
        return switch (route.needs()) {
            case NOTHING -> Requester.anonymous();
            case AUTHENTICATION -> Requester.of(Access.require(request), request);
            case WRITE -> Requester.of(Access.require(request, Requester.WRITE), request);
        };
    }
}
