package dev.gatehouse.idp;

import dev.gatehouse.idp.accounts.Client;
import dev.gatehouse.idp.faults.Answer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
        return answer(issuance, tokens.accessToken(issuance), Duration.ZERO, Map.of());
    }

    /**
     * Returns the response for a user.
     *
     * @param whole the grant of the refresh token
     * @param used the grant of the access token; the same or narrower
     * @param isRefresh whether the client already has a refresh token
     * @param thumbprint the key that the access token is bound to; {@code null} for a bearer token
     */
    Answer forPerson(Client client, Grant whole, Grant used, boolean isRefresh, @Nullable String thumbprint) {
        Issuance issuance = new Issuance(client, used, used.audiences(), used.scopes(), thumbprint);
        String accessToken = tokens.accessToken(issuance);
        Map<String, Object> more = new LinkedHashMap<>();
        Duration refreshLifetime = Duration.ZERO;
        // Keycloak sends a further refresh token even where the old one stays valid; others send none then.
        boolean wanted = flavour == Flavour.KEYCLOAK
                || (whole.scopes().contains("offline_access") && !(isRefresh && client.reusableRefreshTokens()));
        if (wanted) {
            refreshLifetime = tokens.lifetimes().refreshToken();
            String refreshToken = tokens.refreshToken(client, whole);
            state.openRefreshToken(refreshToken, whole, refreshLifetime);
            more.put("refresh_token", refreshToken);
        }
        if (used.scopes().contains("openid")) {
            more.put("id_token", tokens.idToken(client, used, accessToken));
        }
        if (flavour == Flavour.KEYCLOAK) {
            more.put("session_state", used.session().sid());
        }
        return answer(issuance, accessToken, refreshLifetime, more);
    }

    private Answer answer(Issuance issuance, String accessToken, Duration refreshLifetime, Map<String, Object> more) {
        Set<String> scopes = issuance.scopes();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("access_token", accessToken);
        body.put("expires_in", tokens.lifetimes().accessToken().toSeconds());
        if (flavour == Flavour.KEYCLOAK) {
            body.put("refresh_expires_in", refreshLifetime.toSeconds());
        }
        body.put("token_type", issuance.thumbprint() == null ? "Bearer" : "DPoP");
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
