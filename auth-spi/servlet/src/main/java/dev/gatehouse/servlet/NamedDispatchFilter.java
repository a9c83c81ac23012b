package dev.gatehouse.servlet;

import dev.gatehouse.servlet.gate.RequestGate;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/**
 * Guards one servlet that the application calls by its name ({@code getNamedDispatcher}). Such a dispatch has no path
 * of its own, so filters that are mapped to paths do not see it. The rules of the servlet's mappings apply instead. If
 * one of the mappings matches the path of the request, that path has been decided about, and nothing is added.
 */
final class NamedDispatchFilter implements Filter {

    /** Decides about a dispatch to a path. */
    @FunctionalInterface
    interface Dispatches {
        /**
         * Returns the admission to the path.
         *
         * @throws AccessRefusedException if the rule of the path refuses the caller
         */
        Admission decide(HttpServletRequest request, HttpServletResponse response, Admission before, String path);
    }

    private final Dispatches dispatches;
    private final String servlet;

    NamedDispatchFilter(Dispatches dispatches, String servlet) {
        this.dispatches = dispatches;
        this.servlet = servlet;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Admission before = Admission.of(request);
        if (before == null
                || !(request instanceof HttpServletRequest http)
                || !(response instanceof HttpServletResponse answer)) {
            throw new ServletException("the authentication filter has not seen this request; map it to every path");
        }
        List<String> targets = isDispatchedByPath(http) ? List.of() : targets(http);
        if (targets.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        Admission admission = before;
        for (String target : targets) {
            admission = dispatches.decide(http, answer, admission, target);
        }
        admission.attachTo(request);
        try {
            chain.doFilter(new AuthenticatedRequest(http), response);
        } finally {
            before.attachTo(request);
        }
    }

    /** A dispatch by path has been decided about, and only such a dispatch names its target in the mapping. */
    private boolean isDispatchedByPath(HttpServletRequest request) {
        HttpServletMapping mapping = request.getHttpServletMapping();
        if (request.getDispatcherType() == DispatcherType.INCLUDE) {
            Object included = request.getAttribute(RequestDispatcher.INCLUDE_MAPPING);
            mapping = included instanceof HttpServletMapping other ? other : null;
        }
        return mapping != null && servlet.equals(mapping.getServletName());
    }

    /** Returns a path for each mapping whose rule must admit the caller. */
    private List<String> targets(HttpServletRequest request) {
        String path = RequestGate.dispatchedPath(request);
        ServletRegistration registration = request.getServletContext().getServletRegistration(servlet);
        Collection<String> mappings = registration == null ? List.of() : registration.getMappings();
        return mappings.stream().anyMatch(mapping -> matches(mapping, path))
                ? List.of()
                : mappings.stream().map(NamedDispatchFilter::pathOf).distinct().toList();
    }

    private static boolean matches(String mapping, String path) {
        if (mapping.equals("/")) {
            return true;
        }
        if (mapping.endsWith("/*")) {
            String prefix = mapping.substring(0, mapping.length() - 2);
            return path.equals(prefix) || path.startsWith(prefix + "/");
        }
        return mapping.startsWith("*.") ? path.endsWith(mapping.substring(1)) : path.equals(pathOf(mapping));
    }

    /** An extension matches anywhere, so the rule of the whole application applies to it. */
    private static String pathOf(String mapping) {
        if (mapping.endsWith("/*")) {
            return mapping.substring(0, mapping.length() - 2);
        }
        return mapping.startsWith("*.") ? "" : mapping.isEmpty() ? "/" : mapping;
    }
}
