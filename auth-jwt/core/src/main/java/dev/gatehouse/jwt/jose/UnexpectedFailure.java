package dev.gatehouse.jwt.jose;

import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.stability.Internal;
import org.slf4j.Logger;

/**
 * An unexpected exception while a token is verified. The token is refused, and the log names the place.
 *
 * @since 0.1
 */
@Internal
public final class UnexpectedFailure {

    private UnexpectedFailure() {}

    /** Logs the defect and returns the reason for the refusal. */
    public static Reason logged(Logger log, String task, Throwable defect) {
        // Parser messages may quote the token, so only the place is logged.
        StackTraceElement[] trace = defect.getStackTrace();
        log.error(
                "{} failed with {} at {}; the token is refused",
                task,
                defect.getClass().getName(),
                trace.length == 0 ? "an unknown place" : trace[0]);
        return TokenReasons.UNEXPECTED;
    }
}
