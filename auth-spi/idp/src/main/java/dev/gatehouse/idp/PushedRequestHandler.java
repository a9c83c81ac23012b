package dev.gatehouse.idp;

import dev.gatehouse.idp.accounts.Client;
import dev.gatehouse.idp.faults.Answer;
import dev.gatehouse.idp.tokens.Randoms;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Pushed authorization requests (RFC 9126): the client sends its request here and the browser carries a reference. */
final class PushedRequestHandler implements Handler {

    private static final String PREFIX = "urn:ietf:params:oauth:request_uri:";

    /** Proves who the client is and has no place in the stored request. */
    private static final Set<String> CREDENTIALS = Set.of("client_secret", "client_assertion", "client_assertion_type");

    private final ClientAuthentication clients;
    private final AuthorizationRequests requests;
    private final State state;

    PushedRequestHandler(ClientAuthentication clients, AuthorizationRequests requests, State state) {
        this.clients = clients;
        this.requests = requests;
        this.state = state;
    }

    @Override
    public Answer answer(Request request) {
        Parameters form = request.body();
        Client client = clients.identify(request, form);
        Parameters pushed = form.without(CREDENTIALS);
        String redirectUri = pushed.required("redirect_uri");
        if (!client.hasRedirectUri(redirectUri)) {
            throw OAuthException.invalidRequest("The redirect_uri is not registered for the client");
        }
        requests.check(client, redirectUri, pushed);
        String requestUri = PREFIX + client.id() + ":" + Randoms.token();
        state.push(requestUri, pushed);
        return Answer.json(201, Map.of("request_uri", requestUri, "expires_in", Lifetimes.PUSHED_REQUEST.toSeconds()));
    }

    /** Returns the parameters that count: the pushed ones if the browser brought a reference, else its own. */
    Parameters resolve(Client client, Parameters presented) {
        Optional<String> requestUri = presented.get("request_uri");
        if (requestUri.isEmpty()) {
            if (client.pushedRequestsOnly()) {
                throw OAuthException.invalidRequest("The client must push its authorization requests");
            }
            return presented;
        }
        // The reference names the client, so that one client cannot use up the request of another.
        return requestUri
                .filter(uri -> uri.startsWith(PREFIX + client.id() + ":"))
                .flatMap(state::pushed)
                .orElseThrow(() -> OAuthException.of(
                        400, "invalid_request_uri", "The request_uri is unknown, expired or already used"));
    }
}
