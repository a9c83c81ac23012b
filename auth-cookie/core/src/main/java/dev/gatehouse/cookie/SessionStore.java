package dev.gatehouse.cookie;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.SessionId;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where session records are kept. It knows no rule: {@link StoredSessions} decides what lives and what has ended. Every operation is atomic for one session, and a
 * removed session never comes back. Thread-safe.
 */
interface SessionStore extends AutoCloseable {

    /**
     * Adds a session under an id that was never there before.
     *
     * @param keepUntil when the store may forget it by itself; that is clean-up and decides nothing
     * @throws SessionsUnavailableException if there is no room or no answer; nobody's session makes way
     */
    void add(SessionRecord session, Instant keepUntil) throws SessionsUnavailableException;

    /** Returns a session that was not removed. */
    Optional<SessionRecord> find(SessionId id) throws SessionsUnavailableException;

    /**
     * Puts a record in the place of the one with the same id and this version. The later of both times of last use is kept.
     *
     * @return whether there was one with this version
     */
    boolean replace(long version, SessionRecord next, Instant keepUntil) throws SessionsUnavailableException;

    /**
     * Moves the time of last use on, never back, and leaves the version alone.
     *
     * @return whether the session is there
     */
    boolean touch(SessionId id, Instant lastUsed, Instant keepUntil) throws SessionsUnavailableException;

    /**
     * Takes the session's lease if nobody has it at this time.
     *
     * @return whether it was taken; {@code false} also when the session is not there
     */
    boolean lease(SessionId id, Instant now, Instant until) throws SessionsUnavailableException;

    /** Removes a session and returns what was removed; of several callers at once one gets it. */
    Optional<SessionRecord> remove(SessionId id) throws SessionsUnavailableException;

    /** Returns the sessions of a subject of an issuer, in any order. */
    List<SessionRecord> ofSubject(String issuer, String subject) throws SessionsUnavailableException;

    /** Returns the sessions with an issuer's own session id, in any order. */
    List<SessionRecord> ofSid(String issuer, String sid) throws SessionsUnavailableException;

    /** Returns whether the store can be read and written at present. */
    Health health();

    @Override
    void close();
}
