package dev.gatehouse.testkit.idp;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The successful answers of the token endpoint (RFC 6749 section 5.1), in the shape of each flavour. */
final class TokenResponses {

    private final Flavour flavour;
    private final Tokens tokens;
    private final State state;

    TokenResponses(Flavour flavour, Tokens tokens, State state) {
        this.flavour = flavour;
        this.tokens = tokens;
        this.state = state;
    }

    Answer forClient(Issuance issuance) {
        return answer(tokens.accessToken(issuance), Duration.ZERO, Map.of(), issuance.scopes());
    }

    /**
     * Answers for a person.
     *
     * @param whole what the refresh token goes on to carry
     * @param used what the access token is made for; the same or less
     */
    Answer forPerson(Client client, Grant whole, Grant used) {
        String accessToken = tokens.accessToken(new Issuance(client, used, used.audiences(), used.scopes()));
        Map<String, Object> more = new LinkedHashMap<>();
        Duration refreshLifetime = Duration.ZERO;
        if (flavour == Flavour.KEYCLOAK || whole.scopes().contains("offline_access")) {
            refreshLifetime = tokens.lifetimes().refreshToken();
            more.put("refresh_token", state.openRefreshToken(whole, refreshLifetime));
        }
        if (used.scopes().contains("openid")) {
            more.put("id_token", tokens.idToken(client, used, accessToken));
        }
        if (flavour == Flavour.KEYCLOAK) {
            more.put("session_state", used.session().sid());
        }
        return answer(accessToken, refreshLifetime, more, used.scopes());
    }

    private Answer answer(String accessToken, Duration refreshLifetime, Map<String, Object> more, Set<String> scopes) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("access_token", accessToken);
        body.put("expires_in", tokens.lifetimes().accessToken().toSeconds());
        if (flavour == Flavour.KEYCLOAK) {
            body.put("refresh_expires_in", refreshLifetime.toSeconds());
        }
        body.put("token_type", "Bearer");
        if (flavour == Flavour.KEYCLOAK) {
            body.put("not-before-policy", 0);
        }
        body.putAll(more);
        if (!scopes.isEmpty()) {
            body.put("scope", String.join(" ", scopes));
        }
        return Answer.json(200, body);
    }
}
