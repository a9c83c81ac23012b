package dev.gatehouse.spi;

import java.util.Objects;

/**
 * A mechanism's own place to answer requests, such as a login: one exact method and path. No credential is looked at before it; the host applies the request gate and
 * the cross-site guard, reads the body within limits and writes the reply.
 *
 * @param method the exact method, {@code GET} or {@code POST}; the host's cross-site guard lets {@code GET} pass, so such an endpoint changes nothing, or proves
 *     by itself, as with {@code state} (RFC 6749 section 10.12), that the browser began it
 * @param path the exact path below the context path, beginning with a slash: ASCII letters, digits and {@code -._~/}, no segment
 *     {@code .} or {@code ..} and no empty one but the last
 * @param handler answers it
 */
public record Endpoint(String method, String path, Handler handler) {

    /** Answers the requests of one endpoint. Thread-safe; an exception or {@code null} is answered with 500. */
    @FunctionalInterface
    public interface Handler {
        /** Returns the reply, never {@code null}. */
        Reply handle(EndpointRequest request);
    }

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if method or path has another form
     */
    public Endpoint {
        Objects.requireNonNull(handler, "handler");
        if (!method.equals("GET") && !method.equals("POST")) {
            throw new IllegalArgumentException("an endpoint answers GET or POST, not " + method);
        }
        if (!isPath(path)) {
            throw new IllegalArgumentException("not the path of an endpoint: " + path);
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
