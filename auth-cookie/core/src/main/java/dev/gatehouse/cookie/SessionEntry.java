package dev.gatehouse.cookie;

import dev.gatehouse.cookie.users.User;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.EndpointRequest;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.ResponseAdditions;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.support.PresentedSessions;
import java.time.Clock;
import java.util.List;

/**
 * Opens the session of a user who was authenticated. It always has a new secret, and the sessions that the browser had
 * end before. Thread-safe.
 *
 * @param owner the name of the mechanism
 */
record SessionEntry(String owner, Clock clock, Sessions sessions, CachedUsers users) {

    static final Reason UNAVAILABLE = Reason.of("login.sessions-unavailable");

    /**
     * Returns the reply with the session cookie.
     *
     * @param amr how the user was authenticated (RFC 8176)
     * @param stay whether the user asked to stay signed in
     */
    Reply enter(EndpointRequest request, User user, List<String> amr, boolean stay) {
        Caller caller = LocalCaller.of(user, owner, clock.instant(), amr);
        try {
            // The old session ends first. If the new one can't be opened, the user must not keep a session that
            // seems to have been replaced.
            for (String old : PresentedSessions.of(request, sessions).values()) {
                sessions.end(old);
            }
            Sessions.Opened opened = sessions.open(
                    new Sessions.NewSession(owner, caller, null, null, null, stay, LocalCaller.fingerprint(user)));
            users.learn(user);
            return Reply.status(204)
                    .with(ResponseAdditions.of(opened.cookie()))
                    .with(new Reply.Event.LoggedIn(opened.record().caller()));
        } catch (SessionsUnavailableException unavailable) {
            return LoginReplies.unavailable(UNAVAILABLE, unavailable.retryAfter());
        }
    }
}
