package dev.gatehouse.spi;

import java.util.Objects;

/**
 * Watches over the sessions of the mechanism that opened them: asked at each use, it may keep, change or end one. Thread-safe and cheap; it is called on the request's
 * thread.
 */
@FunctionalInterface
public interface SessionGuard {

    /** What becomes of a session. */
    sealed interface Verdict {
        /** It goes on as it is. */
        record Keep() implements Verdict {}

        /**
         * It goes on with this record in place of the one that was asked about.
         *
         * @param record the new record
         */
        record Renew(SessionRecord record) implements Verdict {
            /** Checks that it is there. */
            public Renew {
                Objects.requireNonNull(record, "record");
            }
        }

        /**
         * It ends, and this request is refused.
         *
         * @param reason why
         */
        record End(Reason reason) implements Verdict {
            /** Checks that it is there. */
            public End {
                Objects.requireNonNull(reason, "reason");
            }
        }
    }

    /**
     * Decides about a session that is about to be used.
     *
     * @throws SessionsUnavailableException if that can't be decided; the request is answered with 503 and the session stays
     */
    Verdict check(SessionRecord session) throws SessionsUnavailableException;
}
