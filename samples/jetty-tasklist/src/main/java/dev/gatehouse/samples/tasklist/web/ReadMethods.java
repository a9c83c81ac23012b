package dev.gatehouse.samples.tasklist.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Restricts a read-only resource to GET and HEAD. TRACE is refused, because it would return headers that a proxy added
 * to the request. Stateless.
 */
public final class ReadMethods {

    private static final String ALLOW = "GET, HEAD, OPTIONS";

    private ReadMethods() {}

    /**
     * Returns whether the method is GET or HEAD. Other methods are answered here: OPTIONS with the allowed methods,
     * others with 405.
     */
    public static boolean admit(HttpServletRequest request, HttpServletResponse response) throws IOException {
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
