package dev.gatehouse.samples.tasklist;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/** Answers probes with one word. The log contains the reason of a failure. Thread-safe. */
final class StatusServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    // New at each start and never sent to clients.
    private final transient BooleanSupplier up;
    private final int statusWhenDown;

    /**
     * @param up returns whether everything is up
     * @param statusWhenDown the HTTP status if it is not
     */
    StatusServlet(BooleanSupplier up, int statusWhenDown) {
        this.up = up;
        this.statusWhenDown = statusWhenDown;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (ReadMethods.admit(request, response)) {
            super.service(request, response);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean well = up.getAsBoolean();
        response.setStatus(well ? 200 : statusWhenDown);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/json");
        response.getWriter().print(well ? "{\"status\":\"UP\"}" : "{\"status\":\"DOWN\"}");
    }
}
