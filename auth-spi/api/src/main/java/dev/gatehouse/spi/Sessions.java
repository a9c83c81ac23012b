package dev.gatehouse.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of the application: one service that every mechanism shares, and the only one that makes and reads the session cookie. Thread-safe.
 *
 * <p>Expiry is checked at every use, never left to a clean-up. An ended session is unusable from the moment the ending call returns.
 */
public interface Sessions extends AutoCloseable {

    /**
     * A session to be opened.
     *
     * @param owner the name of the mechanism that opens it
     * @param caller whose session it is to be
     * @param sid the session's id at the issuer; {@code null} when there is none
     * @param tenant the tenant to bind it to; {@code null} when there is none
     * @param lifetime how long it may last at most; {@code null} for the configured absolute time-out, which also is the upper bound
     * @param lasting whether the client wants to stay signed in: where the configuration allows that, the session has a longer time-out of its own, does not end for not being
     *     used, and its cookie outlives the browser
     * @param data the owner's own data; empty when there is none
     */
    record NewSession(
            String owner,
            Caller caller,
            @Nullable String sid,
            @Nullable String tenant,
            @Nullable Duration lifetime,
            boolean lasting,
            String data) {
        /** Checks what must be there. */
        public NewSession {
            Objects.requireNonNull(owner, "owner");
            Objects.requireNonNull(caller, "caller");
            Objects.requireNonNull(data, "data");
        }

        /** A session that does not stay signed in. */
        public NewSession(
                String owner,
                Caller caller,
                @Nullable String sid,
                @Nullable String tenant,
                @Nullable Duration lifetime,
                String data) {
            this(owner, caller, sid, tenant, lifetime, false, data);
        }

        @Override
        public String toString() {
            return "NewSession[owner=" + owner + ", caller=" + caller + "]";
        }
    }

    /**
     * A session that was opened.
     *
     * @param record what is kept
     * @param cookie what the client gets; the only place where the session's secret exists
     */
    record Opened(SessionRecord record, SetCookie cookie) {}

    /** What came of looking a cookie up. */
    sealed interface Lookup {
        /**
         * The session lives.
         *
         * @param record what is kept
         */
        record Live(SessionRecord record) implements Lookup {}

        /**
         * There is no such session, or not any more.
         *
         * @param reason {@code session.unknown}, {@code session.idle}, {@code session.expired}, or the guard's
         */
        record Dead(Reason reason) implements Lookup {}
    }

    /**
     * Which sessions to end: those for which every given part fits. At least one of {@code sid} and {@code subject} is given.
     *
     * @param issuer the sessions' issuer
     * @param sid the session's id at the issuer; {@code null} for any
     * @param subject the sessions' subject; {@code null} for any
     * @param begunBefore ends only sessions begun before this time, so that an old order can't end a newer session; {@code null} for any
     */
    record Selection(
            String issuer,
            @Nullable String sid,
            @Nullable String subject,
            @Nullable Instant begunBefore) {
        /**
         * Checks the parts.
         *
         * @throws IllegalArgumentException if neither sid nor subject is given
         */
        public Selection {
            Objects.requireNonNull(issuer, "issuer");
            if (sid == null && subject == null) {
                throw new IllegalArgumentException("a selection names a sid or a subject");
            }
        }
    }

    /** Returns the cookie that carries the session. */
    CredentialSource source();

    /** Opens a session under a new secret of at least 256 random bits. The session that the client had before is not ended; see {@link #end(String)}. */
    Opened open(NewSession session) throws SessionsUnavailableException;

    /**
     * Looks a session up by the value of its cookie, checks its time-outs and asks its owner's guard.
     *
     * @param cookieValue the cookie's value, of whatever form
     */
    Lookup find(String cookieValue) throws SessionsUnavailableException;

    /**
     * Changes a session if nobody else changed it meanwhile.
     *
     * @param expected the record as it was read; its version decides
     * @param next the record to keep; id, owner, issuer, subject, begin and end must be those of the expected one
     * @return whether it was changed; {@code false} also when the session has ended
     */
    boolean compareAndSet(SessionRecord expected, SessionRecord next) throws SessionsUnavailableException;

    /**
     * Takes the sole right to do something for a session, such as to renew its tokens, on all nodes.
     *
     * @param id the session
     * @param time how long the right lasts
     * @return whether it was taken; {@code false} while somebody else has it
     */
    boolean lease(SessionId id, Duration time) throws SessionsUnavailableException;

    /** Ends the session of a cookie, if there is one, without asking its guard. Returns what was ended; {@link Lookup.Dead} when there was none. */
    Lookup end(String cookieValue) throws SessionsUnavailableException;

    /** Ends a session. Returns whether there was one. */
    boolean end(SessionId id) throws SessionsUnavailableException;

    /** Ends every session that fits. Returns how many there were. */
    int endWhere(Selection selection) throws SessionsUnavailableException;

    /** Returns the live sessions of a user, newest first, at most 1000. */
    List<SessionRecord> list(String issuer, String subject) throws SessionsUnavailableException;

    /** Returns the deletion of the session cookie, with the attributes that it was set with. */
    SetCookie deletion();

    /** Names who watches over the sessions of an owner. Called by the host while it starts. */
    void guard(String owner, SessionGuard guard);

    /** Returns whether its calls may wait for something, such as a database; the mechanism that authenticates by sessions then {@linkplain AuthenticationMechanism#blocking() blocks}. */
    default boolean blocking() {
        return false;
    }

    /** Returns whether sessions can be read and written at present. */
    default Health health() {
        return Health.up();
    }

    /** Frees what the sessions hold. */
    @Override
    void close();
}
