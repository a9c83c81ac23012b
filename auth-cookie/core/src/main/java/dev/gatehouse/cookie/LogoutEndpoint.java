package dev.gatehouse.cookie;

import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Endpoint;
import dev.gatehouse.spi.EndpointRequest;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.ResponseAdditions;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsUnavailableException;

/**
 * Logs out: ends the sessions of all session cookies in the request and deletes the cookie, even if there is no session
 * to end. Thread-safe.
 */
record LogoutEndpoint(Sessions sessions) implements Endpoint.Handler {

    @Override
    public Reply handle(EndpointRequest request) {
        Caller caller = null;
        try {
            for (String value : request.cookies(sessions.source().name())) {
                if (sessions.end(value) instanceof Sessions.Lookup.Live live) {
                    caller = live.record().caller();
                }
            }
        } catch (SessionsUnavailableException unavailable) {
            // The session may still be alive, so the client keeps its cookie and is not told that it is logged
            // out.
            return LoginReplies.unavailable(unavailable);
        }
        return Reply.status(204)
                .with(ResponseAdditions.of(sessions.deletion()))
                .with(new Reply.Event.LoggedOut(caller));
    }
}
