package dev.gatehouse.cookie.sessions;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.spi.SessionId;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.spi.stability.Incubating;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Stores session records: the port that another kind of session implements and passes to {@link StoredSessions#shared}.
 * It contains no rules: {@link StoredSessions} decides at each use whether a session is alive. Every operation is
 * atomic for one session, also across nodes. A removed session never comes back: a removal wins over all concurrent
 * operations. Thread-safe.
 *
 * <p>A store for several nodes keeps records in the format of {@link SessionFormat}, and separately the values that it
 * changes or searches by: the id, the version, the time of last use, and the issuer, subject, sid and begin for
 * {@link #ofSubject} and {@link #removeWhere}. It never deletes a record because it can't read it: the record may come
 * from a node with a newer release.
 *
 * <p>Every call returns within two seconds or throws {@link SessionsUnavailableException}; {@link StoreCircuitBreaker}
 * helps with this. A failed call may still have been executed, and each call can be repeated safely. The contract test
 * is {@code SessionStoreContract} in the artifact {@code auth-cookie-testkit}.
 *
 * @since 0.1
 */
@Incubating
public interface SessionStore extends AutoCloseable {

    /**
     * Adds a session under a new id.
     *
     * @param keepUntil when the store may delete it; this is clean-up only and decides nothing
     * @throws SessionsUnavailableException if there is no room or no answer; no other session is evicted
     */
    void add(SessionRecord session, Instant keepUntil) throws SessionsUnavailableException;

    /**
     * Returns a session that was not removed; empty also for a corrupt record.
     *
     * @throws SessionsUnavailableException if there is no answer, or if the record has a newer format
     */
    Optional<SessionRecord> find(SessionId id) throws SessionsUnavailableException;

    /** The same as {@link #find}, but never returns a copy that was read earlier. */
    default Optional<SessionRecord> findNow(SessionId id) throws SessionsUnavailableException {
        return find(id);
    }

    /**
     * Replaces the record with the same id and this version. The later time of last use and the later {@code keepUntil}
     * win.
     *
     * @return whether there was a record with this version
     */
    boolean replace(long version, SessionRecord next, Instant keepUntil) throws SessionsUnavailableException;

    /**
     * Advances the time of last use, never back, and keeps the version.
     *
     * @return whether the session exists
     */
    boolean touch(SessionId id, Instant lastUsed, Instant keepUntil) throws SessionsUnavailableException;

    /**
     * Removes a session, whatever its format, and returns its record if that can be read. Of several concurrent
     * callers, one receives it.
     */
    Optional<SessionRecord> remove(SessionId id) throws SessionsUnavailableException;

    /**
     * Removes all sessions that match every part of the selection, whatever their format, and returns their ids. Of
     * several concurrent callers, one receives each id.
     */
    List<SessionId> removeWhere(Sessions.Selection selection) throws SessionsUnavailableException;

    /** Returns the readable sessions of a subject of an issuer, in any order. */
    List<SessionRecord> ofSubject(String issuer, String subject) throws SessionsUnavailableException;

    /** Returns the login attempts that all nodes count together; empty if each node counts its own. */
    default Optional<LoginAttempts> loginAttempts() {
        return Optional.empty();
    }

    /** Returns whether calls may wait for a network, a disk or a lock; {@code true} by default. */
    default boolean blocking() {
        return true;
    }

    /** Returns whether records never leave the memory of this process; {@code false} by default. */
    default boolean inMemory() {
        return false;
    }

    /**
     * Returns whether the store can be read and written at present. It may call the store, and then takes as long as
     * any other call; see {@link StoreCircuitBreaker#health}.
     */
    Health health();

    /**
     * Returns figures about the store at this time, as {@link Sessions#measurements()} does. The default is an empty
     * list; {@link StoreCircuitBreaker#measurements()} has some for stores that use it.
     */
    default List<Measurement> measurements() {
        return List.of();
    }

    /** Releases the resources of the store; its sessions stay. */
    @Override
    void close();
}
