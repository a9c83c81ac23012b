package dev.gatehouse.jwt;

import dev.gatehouse.jwt.jose.TokenReasons;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.stability.Internal;
import org.slf4j.Logger;

/**
 * A defect of ours that a token has brought to light: the token is refused, and the log names the place.
 *
 * @since 0.1
 */
@Internal
public final class UnexpectedFailure {

    private UnexpectedFailure() {}

    /** Logs the defect, and returns the reason to refuse the token with. */
    public static Reason logged(Logger log, String task, Throwable defect) {
        // Messages of parsers quote their input, so only the place is logged.
        StackTraceElement[] trace = defect.getStackTrace();
        log.error(
                "{} failed with {} at {}; the token is refused",
                task,
                defect.getClass().getName(),
                trace.length == 0 ? "an unknown place" : trace[0]);
        return TokenReasons.UNEXPECTED;
    }
}
