package dev.gatehouse.servlet;

import dev.gatehouse.servlet.http.Answer;
import dev.gatehouse.servlet.http.Application;
import dev.gatehouse.servlet.http.Container;
import dev.gatehouse.servlet.http.RawHttp;
import dev.gatehouse.servlet.http.Server;
import dev.gatehouse.servlet.http.TestServlet;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * An application that sends requests on, in the way that its last path segment says, to where the parameter {@code to}
 * says. It stands below an open path, below one that needs a caller and below one that takes both; the targets stand
 * below one that needs a caller, one that needs WRITE and an open one.
 */
final class DispatchRig implements AutoCloseable {

    private static final String ONCE = "dev.gatehouse.test.once";

    final TestServlet target = TestServlet.whoAmI();
    private final Gatehouse gatehouse;
    private final Container container;

    DispatchRig(Server server) {
        AccessPolicy policy = AccessPolicy.builder()
                .open("/open/*")
                .open("/error/*")
                .optional("/optional/*")
                .permission("/admin/*", "WRITE")
                .rule(AccessRule.at("/cookie-only/*").mechanisms("session"))
                .rule(AccessRule.at("/cookie-maybe/*").mechanisms("session").optional())
                .build();
        gatehouse = TestHost.of(TestHost.bearer(), TestHost.session())
                .policy(policy)
                .start();
        TestServlet sender = new TestServlet(DispatchRig::send);
        container = server.start(new Application()
                .filter(gatehouse.filter())
                .servlet("/open/*", sender)
                .servlet("/in/*", sender)
                .servlet("/optional/*", sender)
                .servlet("/open/target", target)
                .servlet("/v1/*", target)
                .servlet("/admin/*", target)
                .servlet("/cookie-only/*", target)
                .servlet("/cookie-maybe/*", target)
                .servlet("/error/*", TestServlet.whoAmI())
                .servlet("/guarded-error", TestServlet.whoAmI())
                .errorPage(418, "/error/teapot")
                .errorPage(419, "/guarded-error"));
    }

    private static void send(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String to = request.getParameter("to");
        switch (request.getPathInfo()) {
            case "/forward" -> dispatcher(request, to).forward(request, response);
            case "/include" -> {
                dispatcher(request, to).include(request, response);
                TestServlet.print(response, "after: " + TestServlet.seen(request));
            }
            case "/async" -> request.startAsync().dispatch(to);
            case "/async-wrapped" -> request.startAsync(request, response).dispatch(to);
            case "/async-again" -> again(request, response);
            case "/async-thread" -> inThread(request);
            case "/async-refused" -> {
                request.startAsync();
                Access.require(request, "WRITE");
            }
            case "/error" -> response.sendError(Integer.parseInt(to));
            default -> TestServlet.print(response, TestServlet.seen(request));
        }
    }

    private static RequestDispatcher dispatcher(HttpServletRequest request, String to) throws ServletException {
        RequestDispatcher dispatcher = request.getRequestDispatcher(to);
        if (dispatcher == null) {
            throw new ServletException("no such target");
        }
        return dispatcher;
    }

    private static void again(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getAttribute(ONCE) == null) {
            request.setAttribute(ONCE, true);
            request.startAsync().dispatch();
        } else {
            TestServlet.print(response, TestServlet.seen(request));
        }
    }

    private static void inThread(HttpServletRequest request) {
        AsyncContext context = request.startAsync();
        context.start(() -> {
            try {
                HttpServletResponse response = (HttpServletResponse) context.getResponse();
                TestServlet.print(response, "thread: " + TestServlet.seen(request));
                context.complete();
            } catch (IOException failure) {
                throw new IllegalStateException(failure);
            }
        });
    }

    Answer get(String target, String... headers) throws IOException {
        return RawHttp.get(container.port(), target, headers);
    }

    int port() {
        return container.port();
    }

    @Override
    public void close() {
        container.close();
        gatehouse.close();
    }
}
