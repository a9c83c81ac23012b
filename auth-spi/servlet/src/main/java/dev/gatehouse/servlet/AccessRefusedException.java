package dev.gatehouse.servlet;

import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.stability.Stable;
import org.jspecify.annotations.Nullable;

/**
 * The caller lacks a permission that the application requires. If the application does not catch it, the filter answers
 * with 401 or 403; a framework that catches every exception passes it to {@link Access#answer}. An application that
 * catches it to send a different response does not have to notify the listeners; the host has already done so.
 *
 * @since 0.1
 */
@Stable
public final class AccessRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The response to send. */
    private final transient Refusal refusal;

    /** The id of the decision in the logs. */
    private final String id;

    AccessRefusedException(Refusal refusal, String id) {
        super(refusal.reason().code(), null, false, false);
        this.refusal = refusal;
        this.id = id;
    }

    /**
     * Returns the refusal that caused a failure. Frameworks and the dispatchers of some containers wrap the exceptions
     * of servlets.
     */
    static @Nullable AccessRefusedException in(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 8; depth++) {
            if (cause instanceof AccessRefusedException refused) {
                return refused;
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** Returns the HTTP status: 401 if there is no caller, 403 if the caller lacks the permission. */
    public int status() {
        return refusal.status();
    }

    /** Returns the reason. */
    public Reason reason() {
        return refusal.reason();
    }

    Refusal refusal() {
        return refusal;
    }

    /**
     * Returns the id of the refusal in the audit log, for an application that sends a response of its own. The host's
     * response has it as {@code instance}.
     */
    public String id() {
        return id;
    }
}
