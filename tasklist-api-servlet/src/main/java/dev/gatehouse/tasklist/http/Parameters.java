package dev.gatehouse.tasklist.http;

import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.tasklist.service.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of the URL of a request without a body.
 *
 * @since 0.1
 */
@Internal
public final class Parameters {

    private Parameters() {}

    /** Returns the first value of a parameter, or null. A query that cannot be decoded is refused. */
    public static @Nullable String first(HttpServletRequest request, String name) {
        try {
            return request.getParameter(name);
        } catch (RuntimeException malformed) {
            // Containers report it with exceptions of their own.
            throw ApiProblem.badRequest("The query of the URL is malformed.");
        }
    }
}
