package dev.gatehouse.benchmarks.servlet;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;

/** An application that asks for the caller and does nothing else. Not thread-safe. */
public final class Application implements FilterChain {

    private int reached;
    private int named;

    /** Makes an application that nobody has reached. */
    public Application() {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response) {
        reached++;
        if (request instanceof HttpServletRequest http && !(request instanceof HandRequest)) {
            Principal caller = http.getUserPrincipal();
            named += caller == null ? 0 : caller.getName().length();
        }
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
