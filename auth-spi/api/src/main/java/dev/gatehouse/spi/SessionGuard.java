package dev.gatehouse.spi;

import dev.gatehouse.spi.stability.Incubating;
import java.util.Objects;

/**
 * Checks the sessions of the mechanism that opened them. It runs on every use of a session, on the request thread, and
 * can keep, change or end the session. Implementations are thread-safe and fast.
 *
 * @since 0.1
 */
@Incubating
@FunctionalInterface
public interface SessionGuard {

    /** The decision about a session. */
    sealed interface Verdict {
        /** The session continues unchanged. */
        record Keep() implements Verdict {}

        /**
         * The session continues with another record.
         *
         * @param record the record to store; or one with a later version than the checked one, which has been stored
         *     already
         */
        record Renew(SessionRecord record) implements Verdict {
            /** Rejects {@code null}. */
            public Renew {
                Objects.requireNonNull(record, "record");
            }
        }

        /**
         * The session ends and the request is refused.
         *
         * @param reason why
         */
        record End(Reason reason) implements Verdict {
            /** Rejects {@code null}. */
            public End {
                Objects.requireNonNull(reason, "reason");
            }
        }
    }

    /**
     * Decides about a session that is about to be used.
     *
     * @param session the session as it was read
     * @return the decision, never {@code null}
     * @throws SessionsUnavailableException if no decision is possible now; the client gets status 503 and the session
     *     continues
     */
    Verdict check(SessionRecord session) throws SessionsUnavailableException;

    /**
     * Takes note that the user has logged out: {@link Sessions#logOut} has ended a session. It must return at once. The
     * default does nothing.
     *
     * @param session the session as it was
     */
    default void loggedOut(SessionRecord session) {}
}
