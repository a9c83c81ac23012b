package dev.gatehouse.idp;

import dev.gatehouse.idp.accounts.Client;
import java.util.List;
import java.util.regex.Pattern;

/** Checks those parameters whose errors may be reported to a registered redirect URI. */
final class AuthorizationRequests {

    /** The base64url form of a SHA-256 digest (RFC 7636 section 4.2). */
    private static final Pattern S256_CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final Entitlements entitlements;

    AuthorizationRequests(Entitlements entitlements) {
        this.entitlements = entitlements;
    }

    AuthorizationRequest check(Client client, String redirectUri, Parameters parameters) {
        if (!parameters.required("response_type").equals("code")) {
            throw OAuthException.of(400, "unsupported_response_type", "Only the code flow is supported");
        }
        if (!parameters.get("response_mode").orElse("query").equals("query")) {
            throw OAuthException.invalidRequest("Only response_mode query is supported");
        }
        String challenge = parameters.required("code_challenge");
        if (!parameters.get("code_challenge_method").orElse("plain").equals("S256")
                || !S256_CHALLENGE.matcher(challenge).matches()) {
            throw OAuthException.invalidRequest("PKCE with S256 is required");
        }
        if (parameters.get("request").isPresent()
                || parameters.get("request_uri").isPresent()) {
            throw OAuthException.of(400, "request_not_supported", "Request objects are not supported");
        }
        List<String> audiences = entitlements.audiences(client, parameters.get("audience"));
        return new AuthorizationRequest(
                client.id(),
                redirectUri,
                parameters.get("state").orElse(null),
                parameters.get("nonce").orElse(null),
                challenge,
                audiences,
                entitlements.scopes(client, audiences, parameters.words("scope"), true));
    }
}
