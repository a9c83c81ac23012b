package dev.gatehouse.idp;

import dev.gatehouse.idp.accounts.Client;
import dev.gatehouse.idp.accounts.Directory;
import dev.gatehouse.idp.accounts.User;
import dev.gatehouse.idp.faults.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The authorization endpoint and its login page: authorization code flow with PKCE only. Nothing is sent to a redirect
 * URI that is not registered for the client (RFC 6749 section 4.1.2.1).
 */
final class AuthorizationHandler implements Handler {

    private final Optional<String> issuer;
    private final String address;
    private final Directory directory;
    private final AuthorizationRequests requests;
    private final PushedRequestHandler pushed;
    private final State state;
    private final BrowserCookie cookie;
    private final Clock clock;

    /** @param issuer the parameter {@code iss} of responses; empty for none */
    AuthorizationHandler(
            Optional<String> issuer,
            String address,
            Directory directory,
            AuthorizationRequests requests,
            PushedRequestHandler pushed,
            State state,
            BrowserCookie cookie,
            Clock clock) {
        this.issuer = issuer;
        this.address = address;
        this.directory = directory;
        this.requests = requests;
        this.pushed = pushed;
        this.state = state;
        this.cookie = cookie;
        this.clock = clock;
    }

    @Override
    public Answer answer(Request request) {
        try {
            Parameters parameters = request.parameters();
            Optional<String> login = request.isPost() ? parameters.get("login") : Optional.empty();
            return login.isPresent() ? submit(login.get(), parameters) : begin(request, parameters);
        } catch (OAuthException e) {
            return Answer.html(400, Pages.message("Bad request", e.description()));
        }
    }

    private Answer begin(Request request, Parameters presented) {
        Client client = directory
                .client(presented.required("client_id"))
                .orElseThrow(() -> OAuthException.invalidRequest("Unknown client"));
        Parameters parameters = pushed.resolve(client, presented);
        String redirectUri = parameters.required("redirect_uri");
        if (!client.hasRedirectUri(redirectUri)) {
            throw OAuthException.invalidRequest("The redirect_uri is not registered for the client");
        }
        int status = request.isPost() ? 303 : 302;
        try {
            AuthorizationRequest checked = requests.check(client, redirectUri, parameters);
            Set<String> prompt = parameters.words("prompt");
            if (prompt.contains("none") && prompt.size() > 1) {
                throw OAuthException.invalidRequest("prompt none cannot be combined with another value");
            }
            Optional<Session> session = prompt.contains("login")
                    ? Optional.empty()
                    : cookie.session(request).filter(found -> isFresh(found, parameters));
            if (session.isPresent()) {
                return grant(status, checked, session.get());
            }
            if (prompt.contains("none")) {
                throw OAuthException.of(400, "login_required", "The user is not logged in");
            }
            return Answer.html(200, Pages.login(address, state.openLogin(checked), client.id(), ""));
        } catch (OAuthException e) {
            Map<String, String> answer = new LinkedHashMap<>();
            answer.put("error", e.error());
            answer.put("error_description", e.description());
            return back(status, redirectUri, parameters.get("state"), answer);
        }
    }

    private Answer submit(String loginId, Parameters form) {
        AuthorizationRequest waiting = state.login(loginId)
                .orElseThrow(() -> OAuthException.invalidRequest("This login page has expired. Start again."));
        Optional<User> user = directory.login(
                form.get("username").orElse(""), form.get("password").orElse(""));
        if (user.isEmpty()) {
            return Answer.html(200, Pages.login(address, loginId, waiting.clientId(), "Wrong user name or password."));
        }
        AuthorizationRequest mine = state.closeLogin(loginId)
                .orElseThrow(
                        () -> OAuthException.invalidRequest("This login page has already been used. Start again."));
        Session session = new Session(user.get(), clock.instant());
        return cookie.set(grant(303, mine, session), state.openSession(session));
    }

    private Answer grant(int status, AuthorizationRequest request, Session session) {
        session.clients().add(request.clientId());
        Grant grant = new Grant(
                session,
                request.clientId(),
                request.audiences(),
                request.scopes(),
                request.nonce(),
                new AtomicBoolean());
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("code", state.openCode(grant, request.redirectUri(), request.codeChallenge()));
        answer.put("session_state", session.sid());
        return back(status, request.redirectUri(), Optional.ofNullable(request.state()), answer);
    }

    /** {@code iss} identifies the server to the client (RFC 9207), against mix-up attacks. */
    private Answer back(int status, String redirectUri, Optional<String> stateValue, Map<String, String> answer) {
        StringBuilder location = new StringBuilder(redirectUri);
        char separator = redirectUri.indexOf('?') < 0 ? '?' : '&';
        stateValue.ifPresent(value -> answer.put("state", value));
        issuer.ifPresent(value -> answer.put("iss", value));
        for (Map.Entry<String, String> parameter : answer.entrySet()) {
            location.append(separator)
                    .append(parameter.getKey())
                    .append('=')
                    .append(URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8));
            separator = '&';
        }
        return Answer.redirect(status, location.toString());
    }

    private boolean isFresh(Session session, Parameters parameters) {
        Optional<String> maxAge = parameters.get("max_age");
        if (maxAge.isEmpty()) {
            return true;
        }
        try {
            Instant limit = session.authenticationTime().plusSeconds(Integer.parseInt(maxAge.get()));
            return clock.instant().isBefore(limit);
        } catch (NumberFormatException e) {
            throw OAuthException.invalidRequest("max_age is not a number of seconds");
        }
    }
}
