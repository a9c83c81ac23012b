package dev.gatehouse.identity.session;

import dev.gatehouse.identity.provider.ProviderMetadata;
import dev.gatehouse.identity.provider.PublicPlace;
import dev.gatehouse.identity.provider.SessionTokens;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Endpoint;
import dev.gatehouse.spi.EndpointRequest;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.ResponseAdditions;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.spi.SetCookie;
import dev.gatehouse.support.PresentedSessions;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Logs out: ends the sessions of all session cookies in the request, of any mechanism, and deletes the cookie. A
 * browser that navigates is then sent to the provider (OpenID Connect RP-Initiated Logout 1.0); other clients get 204.
 * Of more than {@link PresentedSessions#MOST} cookies the first are ended, and the reply is 400. Thread-safe.
 */
final class LogoutEndpoint implements Endpoint.Handler {

    /** Servers and proxies refuse longer request targets. */
    private static final int MAX_URL = 7000;

    private static final Reply TOO_MANY = Reply.json(
            400,
            "{\"message\":\"The request has more than " + PresentedSessions.MOST
                    + " session cookies. Only the sessions of the first ones were ended.\"}");
    private final Sessions sessions;
    private final SealedTokens sealed;
    private final Map<String, SessionProvider> providers;
    private final PublicPlace place;
    private final String afterPath;

    /**
     * @param place where browsers see the application
     * @param afterPath the path that a browser is sent to in the end
     */
    LogoutEndpoint(
            Sessions sessions,
            SealedTokens sealed,
            Map<String, SessionProvider> providers,
            PublicPlace place,
            String afterPath) {
        this.sessions = sessions;
        this.sealed = sealed;
        this.providers = providers;
        this.place = place;
        this.afterPath = afterPath;
    }

    @Override
    public Reply handle(EndpointRequest request) {
        PresentedSessions presented = PresentedSessions.of(request, sessions);
        Caller caller = null;
        SessionTokens tokens = null;
        try {
            for (String cookie : presented.values()) {
                if (sessions.logOut(cookie) instanceof Sessions.Lookup.Live live) {
                    SessionRecord session = live.record();
                    caller = session.caller();
                    tokens = tokens == null ? sealed.open(session).orElse(null) : tokens;
                }
            }
        } catch (SessionsUnavailableException unavailable) {
            // The session may still be alive, so the browser keeps its cookie and is not told that it is logged out.
            return (navigates(request) ? Reply.html(503, stillLoggedIn(request)) : Reply.status(503))
                    .retryAfter(unavailable.retryAfter());
        }
        ResponseAdditions deletions = ResponseAdditions.none();
        boolean several = request.cookies(sessions.source().name()).size() > 1;
        for (SetCookie deletion : several ? sessions.deletions() : List.of(sessions.deletion())) {
            deletions = deletions.with(deletion);
        }
        return reply(request, presented, tokens).with(deletions).with(new Reply.Event.LoggedOut(caller));
    }

    private Reply reply(EndpointRequest request, PresentedSessions presented, @Nullable SessionTokens tokens) {
        if (presented.more()) {
            return TOO_MANY;
        }
        return navigates(request) ? Reply.seeOther(target(request, tokens)) : Reply.status(204);
    }

    private String stillLoggedIn(EndpointRequest request) {
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Logging out is not possible now</title>
            </head>
            <body>
            <main>
            <h1>Logging out is not possible now</h1>
            <p role="alert">You are still logged in. Go back and log out again in a moment.</p>
            <p><a href="%s">Back</a></p>
            </main>
            </body>
            </html>
            """.formatted(PublicPlace.contextPath(request) + afterPath);
    }

    private static boolean navigates(EndpointRequest request) {
        List<String> modes = request.headers("Sec-Fetch-Mode");
        if (!modes.isEmpty()) {
            return modes.equals(List.of("navigate"));
        }
        return request.headers("Accept").stream().anyMatch(accept -> accept.contains("text/html"));
    }

    private URI target(EndpointRequest request, @Nullable SessionTokens tokens) {
        SessionProvider provider = tokens == null ? null : providers.get(tokens.provider());
        Optional<URI> endSession =
                provider == null ? Optional.empty() : provider.client().known().map(ProviderMetadata::endSession);
        if (tokens == null || provider == null || endSession.isEmpty()) {
            return URI.create(afterPath);
        }
        String base = endSession.get().toString();
        String query = "client_id=" + encoded(provider.configured().clientId()) + "&post_logout_redirect_uri="
                + encoded(place.url(request, afterPath).toString());
        String idToken = tokens.tokens().idToken();
        String hint = idToken == null ? "" : "&id_token_hint=" + encoded(idToken);
        String url = base + (base.indexOf('?') < 0 ? "?" : "&") + query;
        return URI.create(url.length() + hint.length() > MAX_URL ? url : url + hint);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
