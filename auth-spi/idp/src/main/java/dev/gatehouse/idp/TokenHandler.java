package dev.gatehouse.idp;

import dev.gatehouse.idp.accounts.Client;
import dev.gatehouse.idp.faults.Answer;
import dev.gatehouse.idp.tokens.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The token endpoint: client credentials, authorization code and refresh token. A request with a DPoP proof gets an
 * access token that is bound to the key of the proof.
 */
final class TokenHandler implements Handler {

    static final List<String> GRANT_TYPES = List.of("client_credentials", "authorization_code", "refresh_token");

    private final ClientAuthentication clients;
    private final Entitlements entitlements;
    private final State state;
    private final TokenResponses responses;
    private final DpopHeader dpop;

    TokenHandler(
            ClientAuthentication clients,
            Entitlements entitlements,
            State state,
            TokenResponses responses,
            DpopHeader dpop) {
        this.clients = clients;
        this.entitlements = entitlements;
        this.state = state;
        this.responses = responses;
        this.dpop = dpop;
    }

    @Override
    public Answer answer(Request request) {
        Parameters form = request.body();
        String grantType = form.required("grant_type");
        if (!GRANT_TYPES.contains(grantType)) {
            throw OAuthException.of(400, "unsupported_grant_type", "The grant type is not supported");
        }
        Client client = clients.identify(request, form);
        String thumbprint =
                request.has("DPoP") ? dpop.thumbprint(request.header("DPoP").orElse("")) : null;
        return switch (grantType) {
            case "client_credentials" -> clientCredentials(client, form, thumbprint);
            case "authorization_code" -> authorizationCode(client, form, thumbprint);
            default -> refreshToken(client, form, thumbprint);
        };
    }

    /** RFC 6749 section 4.4; no refresh token (section 4.4.3). */
    private Answer clientCredentials(Client client, Parameters form, @Nullable String thumbprint) {
        if (!client.isConfidential()) {
            throw OAuthException.of(400, "unauthorized_client", "Public clients cannot use client_credentials");
        }
        List<String> audiences = entitlements.audiences(client, form.get("audience"));
        Set<String> scopes = entitlements.scopes(client, audiences, form.words("scope"), false);
        return responses.forClient(new Issuance(client, null, audiences, scopes, thumbprint));
    }

    /**
     * RFC 6749 section 4.1.3 and RFC 7636 section 4.6. The first attempt of the client consumes the code, even if it
     * fails.
     */
    private Answer authorizationCode(Client client, Parameters form, @Nullable String thumbprint) {
        String code = form.required("code");
        String redirectUri = form.required("redirect_uri");
        String verifier = form.required("code_verifier");
        State.Ticket ticket = redeem(client, state.code(code), true);
        if (!redirectUri.equals(ticket.redirectUri())) {
            throw OAuthException.invalidGrant("Incorrect redirect_uri");
        }
        if (!same(ticket.codeChallenge(), Digests.codeChallenge(verifier))) {
            throw OAuthException.invalidGrant("PKCE verification failed");
        }
        Grant grant = ticket.grant();
        return responses.forPerson(client, grant, grant, false, thumbprint);
    }

    /** RFC 6749 section 6 with the rotation of RFC 9700 section 4.14.2. */
    private Answer refreshToken(Client client, Parameters form, @Nullable String thumbprint) {
        String token = form.required("refresh_token");
        Set<String> wanted = form.words("scope");
        Optional<State.Ticket> found = state.refreshToken(token);
        if (found.isPresent() && !found.get().grant().scopes().containsAll(wanted)) {
            throw OAuthException.of(400, "invalid_scope", "The scope exceeds the granted scope");
        }
        Grant grant = redeem(client, found, !client.reusableRefreshTokens()).grant();
        Grant used = wanted.isEmpty() ? grant : grant.narrowedTo(wanted);
        return responses.forPerson(client, grant, used, true, thumbprint);
    }

    /** A second use means that the code or token was copied, so the whole grant is revoked. */
    private static State.Ticket redeem(Client client, Optional<State.Ticket> found, boolean once) {
        State.Ticket ticket = found.filter(
                        candidate -> candidate.grant().clientId().equals(client.id()))
                .orElseThrow(() -> OAuthException.invalidGrant(
                        "The code or refresh token is unknown, expired, or was issued to another client"));
        if (once && !ticket.use()) {
            ticket.grant().revoke();
            throw OAuthException.invalidGrant("The code or refresh token has already been used");
        }
        if (!ticket.grant().isAlive()) {
            throw OAuthException.invalidGrant("The session or grant has ended");
        }
        return ticket;
    }

    private static boolean same(@Nullable String expected, String presented) {
        return expected != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.US_ASCII), presented.getBytes(StandardCharsets.US_ASCII));
    }
}
