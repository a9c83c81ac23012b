package dev.gatehouse.servlet.gate;

import dev.gatehouse.spi.stability.Internal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/**
 * The exact paths of health checks, which reach the application by its IP address and often without TLS. Immutable.
 *
 * @since 0.1
 */
@Internal
public record ProbePaths(Set<String> paths) {

    /** No path is that of a health check. */
    public static final ProbePaths NONE = new ProbePaths(Set.of());

    /** Copies the paths. */
    public ProbePaths {
        paths = Set.copyOf(paths);
    }

    /** Returns whether a request is a health check: GET or HEAD of one of the paths. */
    boolean match(HttpServletRequest request, String path) {
        return paths.contains(path)
                && (request.getMethod().equals("GET") || request.getMethod().equals("HEAD"));
    }
}
