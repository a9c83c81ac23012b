package dev.gatehouse.spi;

import dev.gatehouse.spi.stability.Incubating;
import java.util.Objects;
import java.util.Optional;

/**
 * A resource that a mechanism serves itself, such as a login: one exact method and path.
 *
 * <p>No credential is needed to reach it. The host validates the request line and headers, applies the cross-site
 * guard, reads the body within its limits and writes the reply.
 *
 * @param method {@code GET} or {@code POST}. The cross-site guard lets every {@code GET} pass. A {@code GET} endpoint
 *     must therefore either have no side effects or prove that the browser started the exchange, for example with
 *     {@code state} (RFC 6749 section 10.12)
 * @param path the exact path below the context path. It starts with a slash, contains ASCII letters, digits and
 *     {@code -._~/}, has no {@code .} or {@code ..} segment, and no empty segment except the last
 * @param handler handles the requests
 * @param forServers whether only other servers call it, and it neither needs nor changes the credentials of a browser.
 *     The cross-site guard then lets requests without {@code Sec-Fetch-Site} and {@code Origin} pass in any case
 * @since 0.1
 */
@Incubating
public record Endpoint(String method, String path, Handler handler, boolean forServers) {

    /** Creates an endpoint that browsers may call. */
    public Endpoint(String method, String path, Handler handler) {
        this(method, path, handler, false);
    }

    /**
     * Handles the requests of one endpoint. Thread-safe. An exception or {@code null} is a bug in the mechanism: the
     * host responds with 500.
     */
    @FunctionalInterface
    public interface Handler {
        /**
         * Returns the reply, never {@code null}.
         *
         * @param request the request; valid only during this call
         */
        Reply handle(EndpointRequest request);

        /**
         * Returns a reply that needs no body, such as 429 for a client address with too many attempts; empty to read
         * the body and call {@link #handle}. The default is empty.
         *
         * <p>A client that sends the head of a request and never its body gets no further than this call. What limits
         * clients by their address belongs here.
         *
         * @param request the head of the request; valid only during this call
         */
        default Optional<Reply> beforeBody(RequestView request) {
            return Optional.empty();
        }
    }

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the method or the path is not allowed
     */
    public Endpoint {
        Objects.requireNonNull(handler, "handler");
        if (!method.equals("GET") && !method.equals("POST")) {
            throw new IllegalArgumentException("expected GET or POST as the method of an endpoint, but got " + method);
        }
        if (!isPath(path)) {
            throw new IllegalArgumentException("expected a path such as /api/login, but got " + path);
        }
    }

    private static boolean hasDotSegment(String path) {
        for (String segment : path.split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPath(String path) {
        if (!path.startsWith("/") || path.contains("//") || hasDotSegment(path)) {
            return false;
        }
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && "-._~/".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
