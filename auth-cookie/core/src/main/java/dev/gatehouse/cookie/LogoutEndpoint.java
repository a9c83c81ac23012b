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
 * to end. A client with several session cookies is told to delete them wherever they can have been set. Thread-safe.
 */
record LogoutEndpoint(Sessions sessions) implements Endpoint.Handler {

    @Override
    public Reply handle(EndpointRequest request) {
        List<String> values = request.cookies(sessions.source().name());
        Caller caller = null;
        try {
            for (String value : values) {
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
        for (SetCookie deletion : values.size() > 1 ? sessions.deletions() : List.of(sessions.deletion())) {
            deletions = deletions.with(deletion);
        }
        return Reply.status(204).with(deletions).with(new Reply.Event.LoggedOut(caller));
    }
}
