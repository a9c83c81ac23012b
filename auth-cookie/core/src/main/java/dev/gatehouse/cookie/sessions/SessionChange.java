package dev.gatehouse.cookie.sessions;

import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.stability.Incubating;
import java.time.Instant;

/**
 * Creates changed copies of session records.
 *
 * @since 0.1
 */
@Incubating
public final class SessionChange {

    private SessionChange() {}

    /** Returns the record with a later time of last use; the same record if that time is not later. */
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
     * Returns the record to store when {@code next} replaces {@code expected}: with the next version number.
     *
     * @throws IllegalArgumentException if a property differs that can't change during the life of a session
     */
    public static SessionRecord next(SessionRecord expected, SessionRecord next) {
        if (!next.id().equals(expected.id())
                || !next.owner().equals(expected.owner())
                || !next.caller().equals(expected.caller())
                || !next.begun().equals(expected.begun())
                || !next.ends().equals(expected.ends())
                || next.lasting() != expected.lasting()) {
            throw new IllegalArgumentException(
                    "expected the same id, owner, issuer, subject, kind, begin, end and lasting flag as before");
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

    /** Returns a caller that expires with its session, unless it expires at a time of its own. */
    static Caller ending(Caller caller, Instant ends) {
        return caller.expiry().isPresent()
                ? caller
                : caller.toBuilder().expiry(ends).build();
    }
}
