package dev.gatehouse.cookie;

import dev.gatehouse.cookie.users.User;
import dev.gatehouse.cookie.users.Users;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.EndpointRequest;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.RequestView;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.spi.stability.Incubating;
import dev.gatehouse.support.SessionCandidates;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link LoginMethod} needs of the mechanism {@code cookie}: the users, the throttle, and the sessions.
 * Thread-safe.
 *
 * @since 0.1
 */
@Incubating
public final class LocalLogins {

    private final Users users;
    private final Sessions sessions;
    private final PasswordCheck check;
    private final LoginThrottle throttle;
    private final SessionEntry entry;

    LocalLogins(Users users, Sessions sessions, PasswordCheck check, LoginThrottle throttle, SessionEntry entry) {
        this.users = users;
        this.sessions = sessions;
        this.check = check;
        this.throttle = throttle;
        this.entry = entry;
    }

    /** Returns the directory of the users. */
    public Users users() {
        return users;
    }

    /**
     * Counts an attempt to log in from the client address of a request, together with attempts with a password. Returns
     * the reply if there were too many or they cannot be counted; otherwise empty. Belongs in
     * {@link dev.gatehouse.spi.Endpoint.Handler#beforeBody}.
     */
    public Optional<Reply> countSource(RequestView request) {
        LoginOutcome refused = check.countSource(request.clientAddress());
        return refused == null ? Optional.empty() : Optional.of(LoginReplies.of(refused));
    }

    /**
     * Returns whether a key is used for the first time, on any node that shares the sessions. It is remembered for a
     * time. While there is no room for another key, keys share their memory, and a new one may get {@code false}.
     *
     * @param key a string without secrets, such as the digest of a challenge
     * @param time how long to remember it; positive
     * @throws SessionsUnavailableException if the session store does not answer
     */
    public boolean once(String key, Duration time) throws SessionsUnavailableException {
        return throttle.once(key, time);
    }

    /**
     * Authenticates a request to an endpoint by its session cookie alone, of any mechanism. A request without a session
     * cookie is rejected with {@code session.unknown}.
     */
    public AuthenticationResult current(EndpointRequest request) {
        List<String> values = request.cookies(sessions.source().name());
        return values.isEmpty()
                ? AuthenticationResult.rejected(Reason.of("session.unknown"))
                : SessionCandidates.authenticate(sessions, values);
    }

    /**
     * Opens a session for a user whom the method has authenticated, in the same way as after a log-in with a password:
     * the sessions of the request end, the new one has a new secret, and it ends when the user is removed or disabled
     * or the password changes. A disabled user is refused.
     *
     * @param user the user as the directory returned it for this request
     * @param amr how the user was authenticated (RFC 8176 section 2)
     * @return 204 with the session cookie, 401, or 503 if the session cannot be opened
     */
    public Reply logIn(EndpointRequest request, User user, List<String> amr) {
        return user.disabled()
                ? refused(Reason.of("login.user-disabled"))
                : entry.enter(request, user, List.copyOf(amr), false);
    }

    /** Returns the reply to a refused log-in. It is the same for every reason; only listeners see the reason. */
    public Reply refused(Reason reason) {
        return LoginReplies.refused(reason);
    }

    /** Returns the reply to a log-in that cannot be decided at present. */
    public Reply unavailable(Reason reason, Duration retryAfter) {
        return LoginReplies.unavailable(reason, retryAfter);
    }
}
