package dev.gatehouse.servlet;

import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.stability.Stable;
import org.jspecify.annotations.Nullable;

/**
 * The application asked for something that the caller may not do. Let it pass: the filter answers with 401 or
 * 403. Who catches it, to answer in a form of its own, need not tell the listeners; they know already.
 *
 * @since 0.1
 */
@Stable
public final class AccessRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What to answer. */
    private final transient Refusal refusal;

    /** Names it in the logs. */
    private final String id;

    AccessRefusedException(Refusal refusal, String id) {
        super(refusal.reason().code(), null, false, false);
        this.refusal = refusal;
        this.id = id;
    }

    /**
     * Returns the refusal behind a failure, since frameworks wrap what a servlet throws, and so do the
     * dispatchers of some containers.
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

    /** Returns the HTTP status: 401 when there is no caller, 403 when the caller lacks the permission. */
    public int status() {
        return refusal.status();
    }

    /** Returns why. */
    public Reason reason() {
        return refusal.reason();
    }

    Refusal refusal() {
        return refusal;
    }

    String id() {
        return id;
    }
}
