package dev.gatehouse.tasklist.http;

import dev.gatehouse.spi.stability.Internal;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A servlet that delegates to a handler.
 *
 * @since 0.1
 */
@Internal
public final class HandlerServlet implements Servlet {

    /** Answers requests. Thread-safe. */
    @FunctionalInterface
    public interface Handler {
        void handle(HttpServletRequest request, HttpServletResponse response) throws IOException;
    }

    private final Handler handler;
    private final String name;
    private @Nullable ServletConfig config;

    public HandlerServlet(String name, Handler handler) {
        this.name = name;
        this.handler = handler;
    }

    @Override
    public void init(ServletConfig servletConfig) {
        config = servletConfig;
    }

    @Override
    public @Nullable ServletConfig getServletConfig() {
        return config;
    }

    @Override
    public void service(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        if (request instanceof HttpServletRequest http && response instanceof HttpServletResponse httpResponse) {
            handler.handle(http, httpResponse);
        } else {
            throw new ServletException("expected an HTTP request");
        }
    }

    @Override
    public String getServletInfo() {
        return name;
    }

    @Override
    public void destroy() {}
}
