package dev.gatehouse.identity.login;

import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import dev.gatehouse.identity.provider.LoginProvider;
import dev.gatehouse.identity.provider.ProviderClient;
import dev.gatehouse.identity.provider.ProviderMetadata;
import dev.gatehouse.identity.provider.ProviderUnavailableException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes authorization requests (OpenID Connect Core section 3.1.2.1). */
final class AuthorizationRequests {

    private AuthorizationRequests() {}

    /**
     * Returns the URL that the browser is sent to.
     *
     * @param prompt the value of {@code prompt}; {@code null} for none
     * @throws ProviderUnavailableException if the provider does not answer, or refuses a pushed request
     */
    static URI url(ProviderClient client, LoginAttempt attempt, URI redirectUri, @Nullable String prompt)
            throws ProviderUnavailableException {
        ProviderMetadata metadata = client.current();
        AuthenticationRequest request = request(client.provider(), metadata, attempt, redirectUri, prompt);
        LoginProvider.Pushed pushed = client.provider().request().pushed();
        boolean push = pushed == LoginProvider.Pushed.ON
                || (pushed == LoginProvider.Pushed.AS_REQUIRED && metadata.pushedRequestsRequired());
        if (!push) {
            return request.toURI();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        request.toParameters().forEach((name, values) -> parameters.put(name, values.get(0)));
        String requestUri = client.push(parameters);
        URI endpoint = metadata.authorization();
        return URI.create(endpoint + (endpoint.getRawQuery() == null ? "?" : "&") + "client_id="
                + encoded(client.provider().clientId()) + "&request_uri=" + encoded(requestUri));
    }

    private static AuthenticationRequest request(
            LoginProvider provider,
            ProviderMetadata metadata,
            LoginAttempt attempt,
            URI redirectUri,
            @Nullable String prompt) {
        LoginProvider.Request asked = provider.request();
        AuthenticationRequest.Builder request = new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        new Scope(asked.scopes().toArray(String[]::new)),
                        new ClientID(provider.clientId()),
                        redirectUri)
                .endpointURI(metadata.authorization())
                .state(new State(attempt.state()))
                .nonce(new Nonce(attempt.nonce()))
                .codeChallenge(new CodeVerifier(attempt.verifier()), CodeChallengeMethod.S256);
        String chosen = prompt == null ? asked.prompt() : prompt;
        if (chosen != null) {
            request.prompt(new Prompt(chosen));
        }
        if (!asked.acrValues().isEmpty()) {
            request.acrValues(asked.acrValues().stream().map(ACR::new).toList());
        }
        if (asked.maxAge() != null) {
            request.maxAge((int) asked.maxAge().toSeconds());
        }
        asked.parameters().forEach(request::customParameter);
        return request.build();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
