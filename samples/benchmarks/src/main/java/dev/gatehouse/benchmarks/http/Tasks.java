package dev.gatehouse.benchmarks.http;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The application behind every way of authentication: 60 bytes of JSON. */
final class Tasks extends HttpServlet {

    static final String PATH = "/v1/tasks";

    private static final long serialVersionUID = 1L;
    private static final byte[] BODY = "{\"tasks\":[{\"id\":\"2251799813685249\",\"state\":\"CREATED\"}],\"n\":1}"
            .getBytes(StandardCharsets.US_ASCII);

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.setContentLength(BODY.length);
        response.getOutputStream().write(BODY);
    }
}
