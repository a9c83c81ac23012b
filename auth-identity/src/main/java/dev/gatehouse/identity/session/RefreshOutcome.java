package dev.gatehouse.identity.session;

import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.SessionRecord;
import java.time.Duration;

/** What became of a refresh. All cases are immutable. */
sealed interface RefreshOutcome {

    /**
     * The tokens were refreshed, by this node or another one.
     *
     * @param session the session as it is stored now
     */
    record Renewed(SessionRecord session) implements RefreshOutcome {}

    /**
     * The session has ended.
     *
     * @param reason why
     */
    record Ended(Reason reason) implements RefreshOutcome {}

    /**
     * The tokens could not be refreshed now.
     *
     * @param problem why, for operators
     * @param retryAfter when to try again
     */
    record Failed(String problem, Duration retryAfter) implements RefreshOutcome {}
}
