package dev.gatehouse.servlet.http;

import dev.gatehouse.servlet.Access;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A servlet that does what a test says and counts how often it was entered. */
public final class TestServlet extends HttpServlet {

    /** What the servlet does. */
    @FunctionalInterface
    public interface Work {
        void serve(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException;
    }

    private static final long serialVersionUID = 1L;

    private final transient Work work;
    private final AtomicInteger entered = new AtomicInteger();

    public TestServlet(Work work) {
        this.work = work;
    }

    /** Returns a servlet that tells what the application sees of the caller. */
    public static TestServlet whoAmI() {
        return new TestServlet((request, response) -> print(response, seen(request)));
    }

    /** Returns a line with everything that the application sees of the caller. */
    public static String seen(HttpServletRequest request) {
        return "user=" + request.getRemoteUser() + " principal="
                + (request.getUserPrincipal() == null
                        ? null
                        : request.getUserPrincipal().getName())
                + " type=" + request.getAuthType() + " read=" + request.isUserInRole("READ") + " write="
                + request.isUserInRole("WRITE") + " access="
                + Access.caller(request)
                        .map(caller -> caller.issuer() + "/" + caller.subject())
                        .orElse("-")
                + " dispatch=" + request.getDispatcherType();
    }

    public static void print(HttpServletResponse response, String text) throws IOException {
        response.setContentType("text/plain");
        response.setCharacterEncoding("UTF-8");
        response.getOutputStream().write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    public int entered() {
        return entered.get();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        entered.incrementAndGet();
        work.serve(request, response);
    }
}
