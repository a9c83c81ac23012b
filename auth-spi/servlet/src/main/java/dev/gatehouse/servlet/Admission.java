package dev.gatehouse.servlet;

import dev.gatehouse.spi.Caller;
import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * An admitted request. It is a request attribute, so that it does not depend on a thread.
 *
 * @param decision what was decided
 * @param refusals refuses the request later, as the host that admitted it would have done
 * @param hidesProtocols whether credentials among the subprotocols of a WebSocket handshake are hidden
 */
record Admission(AccessDecision decision, RefusalWriter refusals, boolean hidesProtocols) {

    private static final String ATTRIBUTE = "dev.gatehouse.servlet.admission";

    /** Returns the admission of a request; {@code null} if the filter has not seen the request. */
    static @Nullable Admission of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Admission admission ? admission : null;
    }

    void attachTo(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    @Nullable
    Caller caller() {
        return decision.caller();
    }
}
