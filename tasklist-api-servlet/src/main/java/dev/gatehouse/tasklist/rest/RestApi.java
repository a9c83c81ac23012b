package dev.gatehouse.tasklist.rest;

import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.tasklist.http.Answer;
import dev.gatehouse.tasklist.http.HandlerServlet;
import dev.gatehouse.tasklist.http.RequestBodies;
import dev.gatehouse.tasklist.http.Responses;
import dev.gatehouse.tasklist.service.ApiProblem;
import dev.gatehouse.tasklist.service.DefinitionService;
import dev.gatehouse.tasklist.service.ProcessService;
import dev.gatehouse.tasklist.service.Requester;
import dev.gatehouse.tasklist.service.TaskService;
import dev.gatehouse.tasklist.service.TasklistOptions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
            ProcessService processes,
            TasklistOptions options,
            RequestBodies bodies,
            Responses responses) {
        List<Route> all = new ArrayList<>(new TaskEndpoints(tasks).routes());
        all.addAll(new CatalogEndpoints(definitions, options).routes());
        all.addAll(new ProcessEndpoints(processes, options).routes());
        all.addAll(new DefinitionEndpoints(definitions).routes());
        all.addAll(new EngineEndpoints().routes());
        all.addAll(new OpenApiEndpoint(options).routes());
        this.routes = List.copyOf(all);
        this.bodies = bodies;
        this.responses = responses;
    }

    /** Returns the routes in the order in which they are tried. */
    List<Route> routes() {
        return routes;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String info = request.getPathInfo();
        List<String> path = Route.segments(info == null ? "/" : info);
        Answer refused;
        try {
            for (Route route : routes) {
                List<String> variables = route.match(path);
                if (variables != null && route.method().equals(wantedMethod(request))) {
                    Requester who = requester(request, route);
                    receive(request, response, route, body -> {
                        Call call = new Call(request, who, variables, body);
                        responses.write(response, answer(path, route, call));
                    });
                    return;
                }
            }
            refused = withoutRoute(request, response, path);
        } catch (RuntimeException failure) {
            refused = problem(path, failure);
        }
        responses.write(response, refused);
    }

    private void receive(HttpServletRequest request, HttpServletResponse response, Route route, RequestBodies.Next next)
            throws IOException {
        if (route.method().equals("GET")) {
            next.proceed(Optional::empty);
        } else {
            bodies.receive(request, response, next);
        }
    }

    private static Answer answer(List<String> path, Route route, Call call) {
        try {
            return route.endpoint().answer(call);
        } catch (RuntimeException failure) {
            return problem(path, failure);
        }
    }

    private static Answer problem(List<String> path, RuntimeException failure) {
        ApiProblem problem = Responses.problemOf(failure);
        return Answer.problem(ProblemTypes.of(path, problem), problem);
    }

    /** Returns GET for HEAD; the container omits the body. */
    private static String wantedMethod(HttpServletRequest request) {
        return request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
    }

    private Answer withoutRoute(HttpServletRequest request, HttpServletResponse response, List<String> path) {
        Set<String> allowed = new TreeSet<>();
        for (Route route : routes) {
            if (route.match(path) != null) {
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
        if (request.getMethod().equals("OPTIONS")) {
            return Answer.empty();
        }
        throw ApiProblem.of(405, "The method is not allowed here.");
    }

    private Requester requester(HttpServletRequest request, Route route) {
        return switch (route.needs()) {
            case NOTHING -> Requester.anonymous();
            case AUTHENTICATION -> Requester.reader(request);
            case WRITE -> Requester.writer(request);
        };
    }
}
