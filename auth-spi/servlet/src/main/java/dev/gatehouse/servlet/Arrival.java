package dev.gatehouse.servlet;

import jakarta.servlet.ServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When a request reached the filter. It is a request attribute, so that it does not depend on a thread. Stateless. */
final class Arrival {

    private static final String ATTRIBUTE = "dev.gatehouse.servlet.arrival";

    private Arrival() {}

    /** Notes that the request has arrived now. */
    static void note(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, System.nanoTime());
    }

    /** Returns the time since the request arrived; {@code null} if that was not noted. */
    static @Nullable Duration since(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Long arrived
                ? Duration.ofNanos(Math.max(0, System.nanoTime() - arrived))
                : null;
    }
}
