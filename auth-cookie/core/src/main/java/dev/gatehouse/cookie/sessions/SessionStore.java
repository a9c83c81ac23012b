package dev.gatehouse.cookie.sessions;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.SessionId;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.spi.stability.Incubating;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where session records are kept; what an author of another kind of sessions writes, and hands to {@link StoredSessions#shared}. It knows no rule: {@link StoredSessions}
 * decides what lives and what has ended, at each use. Every operation is atomic for one session, also among several nodes, and a removed session never comes back: a
 * removal wins over everything that goes on at the same time. Thread-safe.
 *
 * <p>A store of several nodes keeps records as {@link SessionFormat} writes them, apart from the parts that it changes or searches by itself: the id, the version, the time of
 * last use, and the issuer, subject, sid and begin of {@link #ofSubject} and {@link #removeWhere}. It never deletes a record because it can't read it: a node
 * of a newer release may have written it.
 *
 * <p>Every call is answered within two seconds, or ends with {@link SessionsUnavailableException}; {@link StoreCircuitBreaker} helps with the rest. A call that failed may have been
 * carried out all the same, and none does harm when it is repeated. The contract test is {@code SessionStoreContract} in the test jar of this module.
 *
 * @since 0.1
 */
@Incubating
public interface SessionStore extends AutoCloseable {

    /**
     * Adds a session under an id that was never there before.
     *
     * @param keepUntil when the store may forget it by itself; that is clean-up and decides nothing
     * @throws SessionsUnavailableException if there is no room or no answer; nobody's session makes way
     */
    void add(SessionRecord session, Instant keepUntil) throws SessionsUnavailableException;

    /**
     * Returns a session that was not removed; empty also for a record that is damaged.
     *
     * @throws SessionsUnavailableException if there is no answer, or if the record was written in a newer format
     */
    Optional<SessionRecord> find(SessionId id) throws SessionsUnavailableException;

    /**
     * Puts a record in the place of the one with the same id and this version. The later of both times of last use is kept, and the later of both times until which to keep it.
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

    /** Removes a session, whatever its format, and returns what was removed where that can be read; of several callers at once one gets it. */
    Optional<SessionRecord> remove(SessionId id) throws SessionsUnavailableException;

    /** Removes all sessions for which every given part fits, whatever their format, and returns their ids; each is returned to one of several callers at once. */
    List<SessionId> removeWhere(Sessions.Selection selection) throws SessionsUnavailableException;

    /** Returns the sessions of a subject of an issuer, in any order, without those that can't be read. */
    List<SessionRecord> ofSubject(String issuer, String subject) throws SessionsUnavailableException;

    /** Returns the counters of tries to log in that all nodes share; empty when each node counts for itself. */
    default Optional<LoginAttempts> loginAttempts() {
        return Optional.empty();
    }

    /** Returns whether calls may wait for a network, a disk or a lock; {@code true} by default. */
    default boolean blocking() {
        return true;
    }

    /** Returns whether the store can be read and written at present. It may ask the store, and then takes as long as another call; see {@link StoreCircuitBreaker#health}. */
    Health health();

    /** Frees what the store holds; the sessions in it stay. */
    @Override
    void close();
}
