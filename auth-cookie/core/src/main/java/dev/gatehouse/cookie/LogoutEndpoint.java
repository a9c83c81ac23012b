package dev.gatehouse.cookie;

import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Endpoint;
import dev.gatehouse.spi.EndpointRequest;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.ResponseAdditions;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.spi.SetCookie;
import dev.gatehouse.support.PresentedSessions;
import java.util.List;

/**
 * Logs out: ends the sessions of all session cookies in the request and deletes the cookie, even if there is no session
 * to end. A client with several session cookies is told to delete them wherever they can have been set. Of more than
 * {@link PresentedSessions#MOST} cookies the first are ended, and the reply is 400, so that a request costs the store
 * little. Thread-safe.
 */
record LogoutEndpoint(Sessions sessions) implements Endpoint.Handler {

    private static final Reply TOO_MANY = Reply.json(
            400,
            "{\"message\":\"The request has more than " + PresentedSessions.MOST
                    + " session cookies. Only the sessions of the first ones were ended.\"}");

    @Override
    public Reply handle(EndpointRequest request) {
        PresentedSessions presented = PresentedSessions.of(request, sessions);
        Caller caller = null;
        try {
            for (String value : presented.values()) {
                if (sessions.logOut(value) instanceof Sessions.Lookup.Live live) {
                    caller = live.record().caller();
                }
            }
        } catch (SessionsUnavailableException unavailable) {
            // The session may still be alive, so the client keeps its cookie and is not told that it is logged
            // out.
            return LoginReplies.unavailable(unavailable);
        }
        ResponseAdditions deletions = ResponseAdditions.none();
        boolean several = request.cookies(sessions.source().name()).size() > 1;
        for (SetCookie deletion : several ? sessions.deletions() : List.of(sessions.deletion())) {
            deletions = deletions.with(deletion);
        }
        Reply reply = presented.more() ? TOO_MANY : Reply.status(204);
        return reply.with(deletions).with(new Reply.Event.LoggedOut(caller));
    }
}
