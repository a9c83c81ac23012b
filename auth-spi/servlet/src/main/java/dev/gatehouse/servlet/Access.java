package dev.gatehouse.servlet;

import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.stability.Stable;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;

/**
 * Gives the application the caller of a request and lets it require a permission. Reason codes and listeners are the
 * same as in the filter. Thread-safe.
 *
 * @since 0.1
 */
@Stable
public final class Access {

    private static final Reason NOBODY = Reason.of("access.nobody");

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
