package dev.gatehouse.idp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.gatehouse.idp.faults.Answer;
import dev.gatehouse.idp.faults.Delivery;
import dev.gatehouse.idp.faults.Endpoint;
import dev.gatehouse.idp.faults.Fault;
import dev.gatehouse.idp.faults.Faults;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Executor;

/** Routes a request to its endpoint by exact path and applies the active faults to the response. */
final class Dispatcher implements HttpHandler {

    /** The issuer and endpoint of a path. */
    record Route(Issuer issuer, Endpoint endpoint) {}

    private final Map<String, Route> routes;
    private final Delivery delivery;

    Dispatcher(Map<String, Route> routes, Executor executor) {
        this.routes = routes;
        this.delivery = new Delivery(executor);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Route route = path == null ? null : routes.get(path);
        if (route == null) {
            delivery.send(exchange, Answer.json(404, Map.of("error", "not_found")), Fault.none());
            return;
        }
        route.issuer().count(route.endpoint());
        Faults faults = route.issuer().faults();
        Fault fault = faults.next(route.endpoint());
        Request request = Request.read(exchange);
        // The work is done after the wait, so a late answer speaks of the state at the time it leaves.
        faults.turn(route.endpoint())
                .thenRunAsync(
                        () -> delivery.send(exchange, fault.spoil(answer(route, exchange, request)), fault),
                        delivery.later(fault.delay()))
                .whenComplete((done, problem) -> {
                    // A fault of the test's own making may throw: the client must not wait for ever.
                    if (problem != null) {
                        exchange.close();
                    }
                });
    }

    private static Answer answer(Route route, HttpExchange exchange, Request request) {
        if (!route.endpoint().allows(exchange.getRequestMethod())) {
            return Answer.json(405, Map.of("error", "method_not_allowed"))
                    .with("Allow", route.endpoint().allow());
        }
        try {
            return route.issuer().answer(route.endpoint(), request);
        } catch (OAuthException e) {
            return e.answer();
        } catch (RuntimeException e) {
            // The text of an unexpected exception may quote the request, so it stays here.
            return Answer.json(500, Map.of("error", "server_error"));
        }
    }
}
