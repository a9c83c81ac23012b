package dev.gatehouse.idp;

import dev.gatehouse.idp.faults.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Token introspection (RFC 7662) for confidential clients. */
final class IntrospectionHandler implements Handler {

    private final ClientAuthentication clients;
    private final Tokens tokens;
    private final State state;

    IntrospectionHandler(ClientAuthentication clients, Tokens tokens, State state) {
        this.clients = clients;
        this.tokens = tokens;
        this.state = state;
    }

    @Override
    public Answer answer(Request request) {
        Parameters form = request.body();
        clients.authenticate(request, form);
        String token = form.required("token");
        Map<String, Object> body = new LinkedHashMap<>();
        Optional<Map<String, Object>> claims = tokens.active(token);
        Optional<Grant> grant = state.refreshToken(token)
                .filter(ticket -> !ticket.used().get() && ticket.grant().isAlive())
                .map(State.Ticket::grant);
        // Section 2.2: nothing is said about a token that is not active.
        body.put("active", claims.isPresent() || grant.isPresent());
        claims.ifPresent(found -> accessToken(body, found));
        grant.ifPresent(found -> refreshToken(body, found));
        return Answer.json(200, body);
    }

    private static void accessToken(Map<String, Object> body, Map<String, Object> claims) {
        body.put("token_type", "Bearer");
        body.putAll(claims);
        if (claims.get("preferred_username") instanceof String name) {
            body.put("username", name);
        }
        if (!claims.containsKey("client_id") && claims.get("azp") instanceof String id) {
            body.put("client_id", id);
        }
    }

    private static void refreshToken(Map<String, Object> body, Grant grant) {
        body.put("client_id", grant.clientId());
        body.put("sub", grant.session().user().subject());
        body.put("username", grant.session().user().name());
        if (!grant.scopes().isEmpty()) {
            body.put("scope", String.join(" ", grant.scopes()));
        }
    }
}
