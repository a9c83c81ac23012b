package dev.gatehouse.samples.tasklist.web;

import jakarta.servlet.http.HttpServletResponse;

/** The headers of JSON that the sample answers below open rules: never stored, never shown as a page. Stateless. */
public final class JsonHeaders {

    private JsonHeaders() {}

    public static void set(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setContentType("application/json");
    }
}
