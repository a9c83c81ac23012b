package dev.gatehouse.servlet.gate;

import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.stability.Internal;

/**
 * The body or the parameters of a request to an endpoint cannot be read.
 *
 * @since 0.1
 */
@Internal
public final class MalformedBodyException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The status of the response. */
    private final int status;

    /** Why the body cannot be read. */
    private final transient Reason reason;

    MalformedBodyException(int status, Reason reason) {
        super(reason.code(), null, false, false);
        this.status = status;
        this.reason = reason;
    }

    /** Returns the status of the response. */
    public int status() {
        return status;
    }

    /** Returns why the body cannot be read. */
    public Reason reason() {
        return reason;
    }
}
