package dev.gatehouse.cookie;

import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Endpoint;
import dev.gatehouse.spi.EndpointRequest;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.ResponseAdditions;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.spi.SetCookie;
import java.util.List;

/**
 * Logs out: ends the sessions of all session cookies in the request and deletes the cookie, even if there is no session
 * to end. A client with several session cookies is told to delete them wherever they can have been set. Of more than
 * {@link #MOST} cookies the first are ended, and the reply is 400, so that a request costs the store little.
 * Thread-safe.
 */
record LogoutEndpoint(Sessions sessions) implements Endpoint.Handler {

    /** The number of sessions that one request can end. Leftover cookies of other paths and domains are fewer. */
    static final int MOST = 32;

    private static final Reply TOO_MANY = Reply.json(
            400,
            "{\"message\":\"The request has more than " + MOST
                    + " session cookies. Only the first ones were ended.\"}");

    @Override
    public Reply handle(EndpointRequest request) {
        List<String> all = request.cookies(sessions.source().name());
        // A value of another format cannot be a session.
        List<String> values =
                all.stream().filter(sessions::wellFormed).distinct().toList();
        Caller caller = null;
        try {
            for (String value : values.subList(0, Math.min(values.size(), MOST))) {
                if (sessions.end(value) instanceof Sessions.Lookup.Live live) {
                    caller = live.record().caller();
                }
            }
        } catch (SessionsUnavailableException unavailable) {
            // The session may still be alive, so the client keeps its cookie and is not told that it is logged
            // out.
            return LoginReplies.unavailable(unavailable);
        }
        ResponseAdditions deletions = ResponseAdditions.none();
        for (SetCookie deletion : all.size() > 1 ? sessions.deletions() : List.of(sessions.deletion())) {
            deletions = deletions.with(deletion);
        }
        Reply reply = values.size() > MOST ? TOO_MANY : Reply.status(204);
        return reply.with(deletions).with(new Reply.Event.LoggedOut(caller));
    }
}
