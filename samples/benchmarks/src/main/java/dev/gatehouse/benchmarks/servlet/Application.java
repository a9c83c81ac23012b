package dev.gatehouse.benchmarks.servlet;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * An application that asks for the caller and does nothing else. It holds on to the request and the response: in a
 * container both exist with and without a filter, so the compiler must not leave them out here when there is none. Not
 * thread-safe.
 */
public final class Application implements FilterChain {

    private @Nullable ServletRequest request;
    private @Nullable ServletResponse response;
    private int reached;
    private int named;

    /** Makes an application that has had no request. */
    public Application() {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response) {
        this.request = request;
        this.response = response;
        reached++;
        if (request instanceof HttpServletRequest http && !(request instanceof HandRequest)) {
            Principal caller = http.getUserPrincipal();
            named += caller == null ? 0 : caller.getName().length();
        }
    }

    /** Returns whether there was a request, and a response to it. */
    public boolean answered() {
        return request != null && response != null;
    }

    /** Returns how many requests came through. */
    public int reached() {
        return reached;
    }

    /** Returns the letters of the callers' names, so that asking for them can't be left out. */
    public int named() {
        return named;
    }
}
