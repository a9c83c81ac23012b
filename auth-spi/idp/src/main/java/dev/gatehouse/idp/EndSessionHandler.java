package dev.gatehouse.idp;

import dev.gatehouse.idp.accounts.Client;
import dev.gatehouse.idp.accounts.Directory;
import dev.gatehouse.idp.faults.Answer;
import dev.gatehouse.idp.tokens.Jws;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * OpenID Connect RP-Initiated Logout, and Keycloak's logout with a refresh token. Without a valid
 * {@code id_token_hint}, the user must confirm, so that a link cannot log users out (section 6).
 */
final class EndSessionHandler implements Handler {

    private final String address;
    private final ClientAuthentication clients;
    private final Directory directory;
    private final Tokens tokens;
    private final State state;
    private final BrowserCookie cookie;
    private final SessionEnd sessionEnd;

    EndSessionHandler(
            String address,
            ClientAuthentication clients,
            Directory directory,
            Tokens tokens,
            State state,
            BrowserCookie cookie,
            SessionEnd sessionEnd) {
        this.address = address;
        this.clients = clients;
        this.directory = directory;
        this.tokens = tokens;
        this.state = state;
        this.cookie = cookie;
        this.sessionEnd = sessionEnd;
    }

    @Override
    public Answer answer(Request request) {
        Parameters parameters = request.parameters();
        if (request.isPost() && parameters.get("refresh_token").isPresent()) {
            return byRefreshToken(request, parameters);
        }
        try {
            return byBrowser(request, parameters);
        } catch (OAuthException e) {
            return Answer.html(400, Pages.message("Bad request", e.description()));
        }
    }

    private Answer byRefreshToken(Request request, Parameters form) {
        Client client = clients.identify(request, form);
        Grant grant = state.refreshToken(form.required("refresh_token"))
                .map(State.Ticket::grant)
                .filter(found -> found.clientId().equals(client.id()))
                .orElseThrow(() -> OAuthException.invalidGrant("Invalid refresh token"));
        sessionEnd.end(grant.session());
        return Answer.empty(204);
    }

    private Answer byBrowser(Request request, Parameters parameters) {
        Optional<Jws> hint = parameters.get("id_token_hint").flatMap(tokens::idTokenHint);
        if (parameters.get("id_token_hint").isPresent() && hint.isEmpty()) {
            throw OAuthException.invalidRequest("The id_token_hint is not valid");
        }
        Optional<String> hinted = hint.flatMap(token -> token.text("aud"));
        Optional<String> named = parameters.get("client_id");
        if (hinted.isPresent() && named.isPresent() && !hinted.equals(named)) {
            throw OAuthException.invalidRequest("client_id and id_token_hint name different clients");
        }
        Optional<String> target = parameters.get("post_logout_redirect_uri");
        if (target.isPresent()
                && hinted.or(() -> named)
                        .flatMap(directory::client)
                        .filter(client -> client.hasPostLogoutRedirectUri(target.get()))
                        .isEmpty()) {
            throw OAuthException.invalidRequest("The post_logout_redirect_uri is not registered for the client");
        }
        boolean confirmed = request.isPost() && parameters.get("confirm").isPresent();
        if (hint.isEmpty() && !confirmed) {
            return Answer.html(200, Pages.confirmLogout(address, carried(parameters)));
        }
        hint.flatMap(token -> token.text("sid")).flatMap(state::sessionOfSid).ifPresent(sessionEnd::end);
        cookie.session(request).filter(session -> confirmed).ifPresent(sessionEnd::end);
        return finish(request, parameters, target);
    }

    private Answer finish(Request request, Parameters parameters, Optional<String> target) {
        Answer answer = target.map(uri -> Answer.redirect(request.isPost() ? 303 : 302, withState(uri, parameters)))
                .orElseGet(() -> Answer.html(200, Pages.message("Logged out", "You are logged out.")));
        // A hint for another session leaves the one in this browser alone.
        return cookie.session(request).isPresent() ? answer : cookie.clear(answer);
    }

    private static String withState(String uri, Parameters parameters) {
        return parameters
                .get("state")
                .map(value -> uri + (uri.indexOf('?') < 0 ? "?" : "&") + "state="
                        + URLEncoder.encode(value, StandardCharsets.UTF_8))
                .orElse(uri);
    }

    private static Map<String, String> carried(Parameters parameters) {
        Map<String, String> carried = new LinkedHashMap<>();
        for (String name : List.of("client_id", "post_logout_redirect_uri", "state")) {
            parameters.get(name).ifPresent(value -> carried.put(name, value));
        }
        return carried;
    }
}
