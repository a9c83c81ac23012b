package dev.gatehouse.spi;

import dev.gatehouse.spi.stability.Incubating;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The session service of the application. All mechanisms share it, and it alone creates and reads the session cookie.
 * Thread-safe.
 *
 * <p>Every use of a session checks its timeouts; expiry does not depend on a clean-up job. A session is unusable as
 * soon as the call that ends it returns.
 *
 * @since 0.1
 */
@Incubating
public interface Sessions extends AutoCloseable {

    /**
     * A session to open.
     *
     * @param owner the name of the mechanism that opens it
     * @param caller the authenticated caller
     * @param sid the identifier of the session at the issuer; {@code null} when there is none
     * @param tenant the tenant to bind the session to; {@code null} when there is none
     * @param lifetime the maximum lifetime; {@code null} for the configured absolute timeout, which is also the upper
     *     limit
     * @param lasting whether the user asked to stay signed in. If the configuration allows it, the session has a longer
     *     timeout of its own and no idle timeout, and its cookie survives the end of the browser
     * @param data returns private data of the owner, which may depend on the id of the new session; empty when there is
     *     none
     */
    record NewSession(
            String owner,
            Caller caller,
            @Nullable String sid,
            @Nullable String tenant,
            @Nullable Duration lifetime,
            boolean lasting,
            Function<? super SessionId, String> data) {
        /** Rejects {@code null} where it is not allowed. */
        public NewSession {
            Objects.requireNonNull(owner, "owner");
            Objects.requireNonNull(caller, "caller");
            Objects.requireNonNull(data, "data");
        }

        /** Creates a session whose data does not depend on its id. */
        public NewSession(
                String owner,
                Caller caller,
                @Nullable String sid,
                @Nullable String tenant,
                @Nullable Duration lifetime,
                boolean lasting,
                String data) {
            this(owner, caller, sid, tenant, lifetime, lasting, constant(data));
        }

        /** Creates a session without the wish to stay signed in. */
        public NewSession(
                String owner,
                Caller caller,
                @Nullable String sid,
                @Nullable String tenant,
                @Nullable Duration lifetime,
                String data) {
            this(owner, caller, sid, tenant, lifetime, false, data);
        }

        private static Function<SessionId, String> constant(String data) {
            Objects.requireNonNull(data, "data");
            return id -> data;
        }

        @Override
        public String toString() {
            return "NewSession[owner=" + owner + ", caller=" + caller + "]";
        }
    }

    /**
     * An opened session.
     *
     * @param record the session as it is stored
     * @param cookie the cookie for the client; the only copy of the session secret
     */
    record Opened(SessionRecord record, SetCookie cookie) {}

    /** The result of looking up a cookie. */
    sealed interface Lookup {
        /**
         * The session is valid.
         *
         * @param record the session as it is stored
         */
        record Live(SessionRecord record) implements Lookup {}

        /**
         * The session does not exist or has ended.
         *
         * @param reason {@code session.unknown}, {@code session.idle}, {@code session.expired}, or the reason of the
         *     guard
         */
        record Dead(Reason reason) implements Lookup {}
    }

    /**
     * Selects sessions to end: those that match every part that is not {@code null}. {@code sid} or {@code subject} is
     * required.
     *
     * @param issuer the issuer of the sessions
     * @param sid the identifier of the session at the issuer; {@code null} for any
     * @param subject the subject of the sessions; {@code null} for any
     * @param begunBefore selects only sessions that began before this time, so that a delayed request cannot end a
     *     newer session; {@code null} for any
     */
    record Selection(
            String issuer,
            @Nullable String sid,
            @Nullable String subject,
            @Nullable Instant begunBefore) {
        /**
         * Checks the parts.
         *
         * @throws IllegalArgumentException if both {@code sid} and {@code subject} are {@code null}
         */
        public Selection {
            Objects.requireNonNull(issuer, "issuer");
            if (sid == null && subject == null) {
                throw new IllegalArgumentException("expected a sid or a subject");
            }
        }
    }

    /** Returns the session cookie as a credential source. */
    CredentialSource source();

    /**
     * Opens a session with a new secret of at least 256 random bits. A session that the client already has is not
     * ended; use {@link #end(String)} for that.
     *
     * @throws SessionsUnavailableException if the session cannot be stored now
     */
    Opened open(NewSession session) throws SessionsUnavailableException;

    /**
     * Returns whether a cookie value has the format of the values that {@link #open} creates. Looks nothing up. The
     * default is {@code true}.
     *
     * @param cookieValue the value of the cookie; may be malformed
     */
    default boolean wellFormed(String cookieValue) {
        return true;
    }

    /**
     * Finds a session by the value of its cookie, checks its timeouts and asks the guard of its owner.
     *
     * @param cookieValue the value of the cookie; may be malformed
     * @throws SessionsUnavailableException if the session cannot be read now
     */
    Lookup find(String cookieValue) throws SessionsUnavailableException;

    /**
     * Returns a session as it is stored now, not as it was some time ago, and checks its timeouts. Does not ask the
     * guard of its owner, and does not count as a use. Empty if the session has ended.
     *
     * @throws SessionsUnavailableException if the session cannot be read now
     */
    Optional<SessionRecord> read(SessionId id) throws SessionsUnavailableException;

    /**
     * Replaces a session record if it has not been changed since it was read.
     *
     * @param expected the record as it was read; its version is compared
     * @param next the record to store; id, owner, caller (issuer, subject and kind), begin and end must equal those of
     *     {@code expected}
     * @return whether the record was replaced; {@code false} also when the session has ended
     * @throws SessionsUnavailableException if the session cannot be written now
     */
    boolean compareAndSet(SessionRecord expected, SessionRecord next) throws SessionsUnavailableException;

    /**
     * Ends the session of a cookie without asking its guard.
     *
     * @param cookieValue the value of the cookie; may be malformed
     * @return the session that was ended; {@link Lookup.Dead} when there was none
     * @throws SessionsUnavailableException if the session cannot be ended now
     */
    Lookup end(String cookieValue) throws SessionsUnavailableException;

    /**
     * Ends the session of a cookie because its user logs out, and tells the {@linkplain SessionGuard#loggedOut guard}
     * of its owner. The default is the same as {@link #end(String)}.
     *
     * @param cookieValue the value of the cookie; may be malformed
     * @return the session that was ended; {@link Lookup.Dead} when there was none
     * @throws SessionsUnavailableException if the session cannot be ended now
     */
    default Lookup logOut(String cookieValue) throws SessionsUnavailableException {
        return end(cookieValue);
    }

    /**
     * Ends a session.
     *
     * @return whether the session existed
     * @throws SessionsUnavailableException if the session cannot be ended now
     */
    boolean end(SessionId id) throws SessionsUnavailableException;

    /**
     * Ends every session that matches.
     *
     * @return the number of sessions that were ended
     * @throws SessionsUnavailableException if the sessions cannot be ended now
     */
    int endWhere(Selection selection) throws SessionsUnavailableException;

    /**
     * Returns the active sessions of a caller, newest first, at most 1000.
     *
     * @throws SessionsUnavailableException if the sessions cannot be read now
     */
    List<SessionRecord> list(String issuer, String subject) throws SessionsUnavailableException;

    /** Returns a cookie that deletes the session cookie, with the attributes of the original. */
    SetCookie deletion();

    /**
     * Returns cookies that together delete the session cookie wherever this service can have set it, also under earlier
     * settings. Logout sends them to a client that has several session cookies. The default is {@link #deletion()}
     * alone.
     */
    default List<SetCookie> deletions() {
        return List.of(deletion());
    }

    /**
     * Sets the guard for the sessions of a mechanism. The host calls it at startup.
     *
     * @param owner the name of the mechanism
     * @param guard the guard
     */
    void guard(String owner, SessionGuard guard);

    /**
     * Returns whether calls may block, for example on a database. A mechanism that authenticates by session then
     * {@linkplain AuthenticationMechanism#blocking() blocks} too. The default is {@code false}.
     */
    default boolean blocking() {
        return false;
    }

    /**
     * Returns whether session records never leave the memory of this process. If they do, because they are written to a
     * disk or shared with other nodes, owners encrypt confidential data. The default is {@code false}.
     */
    default boolean inMemory() {
        return false;
    }

    /** Returns whether sessions can be read and written now. The default is {@link Health#up()}. */
    default Health health() {
        return Health.up();
    }

    /**
     * Returns figures about the sessions at this time, such as the number of calls to their database. The default is an
     * empty list. It must be cheap and must not block.
     */
    default List<Measurement> measurements() {
        return List.of();
    }

    /** Releases resources. */
    @Override
    void close();
}
