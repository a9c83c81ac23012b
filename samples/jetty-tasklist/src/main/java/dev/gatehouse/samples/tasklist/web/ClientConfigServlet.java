package dev.gatehouse.samples.tasklist.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Tells the page what this server offers. It is public and contains no secret. Thread-safe. */
public final class ClientConfigServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    // New at each start and never sent to clients.
    private final transient Supplier<ClientConfig> config;

    /**
     * Creates the servlet.
     *
     * @param config returns the current configuration, which a reload may change
     */
    public ClientConfigServlet(Supplier<ClientConfig> config) {
        this.config = config;
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
        byte[] json = config.get().json().getBytes(StandardCharsets.UTF_8);
        JsonHeaders.set(response);
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }
}
