package dev.gatehouse.servlet.gate;

import dev.gatehouse.spi.stability.Internal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Lets scripts of the configured origins call the API with an explicit credential (Fetch standard, "CORS protocol").
 * Ambient credentials are not shared: {@code Access-Control-Allow-Credentials} is never sent, and the cross-site guard
 * refuses them.
 *
 * @since 0.1
 */
@Internal
public final class Cors {

    private final Set<String> origins;
    private final List<OriginPattern> patterns;
    private final String allowedHeaders;

    /**
     * Creates the CORS responses for these origins.
     *
     * @param origins exact origins, and patterns with a star for the leftmost label
     * @param credentialHeaders the headers that mechanisms read their credentials from, besides {@code Authorization}
     */
    public Cors(List<String> origins, Set<String> credentialHeaders) {
        this.origins =
                origins.stream().filter(origin -> origin.indexOf('*') < 0).collect(Collectors.toUnmodifiableSet());
        this.patterns = origins.stream()
                .filter(origin -> origin.indexOf('*') >= 0)
                .map(OriginPattern::of)
                .toList();
        Set<String> headers = new TreeSet<>(credentialHeaders);
        headers.addAll(List.of("authorization", "content-type", "dpop"));
        this.allowedHeaders = String.join(", ", headers);
    }

    /**
     * Answers the preflight of a script of a configured origin, whose response was {@linkplain #mark marked}, and
     * returns whether the request was one.
     */
    public boolean answer(HttpServletRequest request, HttpServletResponse response, boolean marked) {
        if (!marked
                || !request.getMethod().equals("OPTIONS")
                || request.getHeader("Access-Control-Request-Method") == null) {
            return false;
        }
        response.setStatus(204);
        response.setHeader("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE");
        response.setHeader("Access-Control-Allow-Headers", allowedHeaders);
        response.setHeader("Access-Control-Max-Age", "600");
        return true;
    }

    /** Returns whether {@link #answer} answers the request. */
    public boolean answers(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        return origin != null
                && isConfigured(origin.toLowerCase(Locale.ROOT))
                && request.getMethod().equals("OPTIONS")
                && request.getHeader("Access-Control-Request-Method") != null;
    }

    /** Lets scripts of a configured origin read the response; returns whether the request came from one. */
    public boolean mark(HttpServletRequest request, HttpServletResponse response) {
        if (origins.isEmpty() && patterns.isEmpty()) {
            return false;
        }
        response.addHeader("Vary", "Origin");
        String origin = request.getHeader("Origin");
        if (origin == null || !isConfigured(origin.toLowerCase(Locale.ROOT))) {
            return false;
        }
        response.setHeader("Access-Control-Allow-Origin", origin);
        response.setHeader("Access-Control-Expose-Headers", "WWW-Authenticate, Retry-After, DPoP-Nonce");
        return true;
    }

    private boolean isConfigured(String origin) {
        if (origins.contains(origin)) {
            return true;
        }
        for (OriginPattern pattern : patterns) {
            if (pattern.matches(origin)) {
                return true;
            }
        }
        return false;
    }
}
