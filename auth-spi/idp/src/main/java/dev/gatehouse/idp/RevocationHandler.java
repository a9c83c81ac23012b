package dev.gatehouse.idp;

import dev.gatehouse.idp.accounts.Client;
import dev.gatehouse.idp.faults.Answer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Token revocation (RFC 7009). Revoking a refresh token revokes its whole grant. Revoking an access token revokes only
 * that token. The response for an unknown token is the same as for a revoked one.
 */
final class RevocationHandler implements Handler {

    private final ClientAuthentication clients;
    private final Tokens tokens;
    private final State state;

    RevocationHandler(ClientAuthentication clients, Tokens tokens, State state) {
        this.clients = clients;
        this.tokens = tokens;
        this.state = state;
    }

    @Override
    public Answer answer(Request request) {
        Parameters form = request.body();
        Client client = clients.identify(request, form);
        String token = form.required("token");
        Optional<State.Ticket> refreshToken = state.refreshToken(token);
        if (refreshToken.isPresent()) {
            Grant grant = refreshToken.get().grant();
            requireOwner(client, grant.clientId());
            grant.revoke();
            return Answer.empty(200);
        }
        Optional<Map<String, Object>> claims = tokens.active(token);
        if (claims.isPresent()) {
            requireOwner(client, ownerOf(claims.get()));
            revoke(claims.get());
        }
        return Answer.empty(200);
    }

    /** Revokes an access token on behalf of the provider. Returns whether it was active. */
    boolean revoke(String accessToken) {
        Optional<Map<String, Object>> claims = tokens.active(accessToken);
        claims.ifPresent(this::revoke);
        return claims.isPresent();
    }

    private void revoke(Map<String, Object> claims) {
        if (claims.get("jti") instanceof String id && claims.get("exp") instanceof Number expiry) {
            state.revoke(id, Instant.ofEpochSecond(expiry.longValue()));
        }
    }

    private static String ownerOf(Map<String, Object> claims) {
        return String.valueOf(claims.containsKey("azp") ? claims.get("azp") : claims.get("client_id"));
    }

    private static void requireOwner(Client client, String owner) {
        if (!client.id().equals(owner)) {
            throw OAuthException.of(400, "unauthorized_client", "The token was issued to another client");
        }
    }
}
