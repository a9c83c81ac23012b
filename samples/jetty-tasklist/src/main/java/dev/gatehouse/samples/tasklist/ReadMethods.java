package dev.gatehouse.samples.tasklist;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * What can be asked of something that is only read. TRACE is none of it: it would send back what a proxy
 * added to the request. Stateless.
 */
final class ReadMethods {

    private static final String ALLOW = "GET, HEAD, OPTIONS";

    private ReadMethods() {}

    /**
     * Returns whether this is GET or HEAD; everything else is answered here, with 405 unless it asks what is
     * allowed.
     */
    static boolean admit(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String method = request.getMethod();
        if (method.equals("GET") || method.equals("HEAD")) {
            return true;
        }
        response.setHeader("Allow", ALLOW);
        if (method.equals("OPTIONS")) {
            response.setStatus(204);
        } else {
            response.sendError(405);
        }
        return false;
    }
}
