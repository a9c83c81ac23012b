package dev.gatehouse.cookie.sessions;

import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.stability.Incubating;
import java.time.Instant;

/**
 * The ways in which a session's record changes.
 *
 * @since 0.1
 */
@Incubating
public final class SessionChange {

    private SessionChange() {}

    /** Returns the record with this time of last use, or as it is when that lies earlier. */
    public static SessionRecord used(SessionRecord session, Instant lastUsed) {
        if (!lastUsed.isAfter(session.lastUsed())) {
            return session;
        }
        return new SessionRecord(
                session.id(),
                session.owner(),
                session.caller(),
                session.sid(),
                session.tenant(),
                session.begun(),
                lastUsed,
                session.ends(),
                session.lasting(),
                session.data(),
                session.version());
    }

    /**
     * Returns what is kept when {@code next} is put in the place of {@code expected}: the next version.
     *
     * @throws IllegalArgumentException if a part differs that stays the same for a session's whole life
     */
    public static SessionRecord next(SessionRecord expected, SessionRecord next) {
        if (!next.id().equals(expected.id())
                || !next.owner().equals(expected.owner())
                || !next.caller().equals(expected.caller())
                || !next.begun().equals(expected.begun())
                || !next.ends().equals(expected.ends())
                || next.lasting() != expected.lasting()) {
            throw new IllegalArgumentException(
                    "id, owner, issuer, subject, begin and end of a session, and whether it lasts, can't change");
        }
        return new SessionRecord(
                next.id(),
                next.owner(),
                next.caller(),
                next.sid(),
                next.tenant(),
                next.begun(),
                next.lastUsed(),
                next.ends(),
                next.lasting(),
                next.data(),
                expected.version() + 1);
    }
}
