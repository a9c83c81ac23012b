package dev.gatehouse.servlet;

import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.stability.Stable;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * Gives the application the caller of a request and lets it require a permission. Reason codes and listeners are the
 * same as in the filter. Thread-safe.
 *
 * <p>The filter answers the exceptions that are thrown here. A framework that catches every exception itself, such as a
 * JAX-RS runtime, passes them to {@link #answer}.
 *
 * @since 0.1
 */
@Stable
public final class Access {

    private static final Reason NOBODY = Reason.of("access.nobody");
    private static final Reason REFUSED = Reason.of("access.refused");

    private Access() {}

    /** Returns the caller; empty if the request is anonymous or the path is open. */
    public static Optional<Caller> caller(HttpServletRequest request) {
        Admission admission = Admission.of(request);
        return admission == null ? Optional.empty() : Optional.ofNullable(admission.caller());
    }

    /**
     * Requires a caller.
     *
     * @throws AccessRefusedException if the request is anonymous
     * @throws IllegalStateException if the filter has not seen the request
     */
    public static Caller require(HttpServletRequest request) {
        Admission admission = admission(request);
        Caller caller = admission.caller();
        if (caller == null) {
            throw refused(request, admission, Refusal.nothingPresented(NOBODY));
        }
        return caller;
    }

    /**
     * Requires a caller with one of these permissions.
     *
     * @throws AccessRefusedException if there is no caller, or the caller has none of these permissions
     * @throws IllegalStateException if the filter has not seen the request
     */
    public static Caller require(HttpServletRequest request, String... anyOf) {
        if (anyOf.length == 0) {
            throw new IllegalArgumentException("expected at least one permission");
        }
        Caller caller = require(request);
        for (String permission : anyOf) {
            if (caller.hasPermission(permission)) {
                return caller;
            }
        }
        Admission admission = admission(request);
        throw refused(
                request,
                admission,
                Requirements.permissionMissing(
                        Set.of(anyOf), admission.decision().result()));
    }

    /**
     * Refuses the request for a reason that the application knows, such as an order of another customer. The listeners
     * are notified at once.
     *
     * @return the exception to throw: 403, or 401 if the request is anonymous
     * @throws IllegalStateException if the filter has not seen the request
     */
    public static AccessRefusedException refuse(HttpServletRequest request) {
        Admission admission = admission(request);
        return refused(
                request,
                admission,
                admission.caller() == null ? Refusal.nothingPresented(NOBODY) : refusal(admission.decision()));
    }

    private static Refusal refusal(AccessDecision decision) {
        ChainResult.Admitted result = decision.result();
        return Refusal.of(403, REFUSED)
                .by(result.mechanism(), result.source(), result.scheme())
                .additions(result.additions());
    }

    /**
     * Writes the response that the filter would have written to a refusal, in place of what the application has written
     * so far. The listeners have been notified already. An asynchronous request is not completed.
     *
     * @param request the request that was refused
     * @param response its response; status, headers and body go to this object, which may record them for a framework
     *     that has responses of its own
     * @throws IllegalStateException if the response is committed, or the filter has not seen the request
     * @throws IOException if the response cannot be written
     */
    public static void answer(HttpServletRequest request, HttpServletResponse response, AccessRefusedException refused)
            throws IOException {
        Admission admission = admission(request);
        admission.refusals().answer(request, response, admission.decision(), refused);
    }

    private static Admission admission(HttpServletRequest request) {
        Admission admission = Admission.of(request);
        if (admission == null) {
            throw new IllegalStateException(
                    "the authentication filter has not seen this request; map it to every path");
        }
        return admission;
    }

    private static AccessRefusedException refused(HttpServletRequest request, Admission admission, Refusal refusal) {
        String id = admission.refusals().report(request, admission.decision(), refusal);
        return new AccessRefusedException(refusal, id);
    }
}
