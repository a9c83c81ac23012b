package dev.gatehouse.identity.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.JWTAuthenticationClaimsSet;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.gatehouse.support.http.BoundedHttp;
import dev.gatehouse.support.http.HttpReply;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Posts forms to endpoints of one provider, authenticated as its client. Thread-safe. */
final class ClientRequests {

    private static final int MAX_BODY = 1024 * 1024;

    private final LoginProvider provider;
    private final BoundedHttp http;

    ClientRequests(LoginProvider provider, BoundedHttp http) {
        this.provider = provider;
        this.http = http;
    }

    /**
     * Posts a form.
     *
     * @param endpoint the endpoint
     * @param tokenEndpoint the token endpoint of the provider, which may be the audience of an assertion
     * @param parameters the form without the authentication of the client
     */
    CompletableFuture<HttpReply> post(URI endpoint, URI tokenEndpoint, Map<String, List<String>> parameters) {
        Map<String, List<String>> form = new HashMap<>(parameters);
        var authentication = authentication(tokenEndpoint);
        if (authentication == null) {
            form.put("client_id", List.of(provider.clientId()));
        }
        HTTPRequest request = new HTTPRequest(HTTPRequest.Method.POST, endpoint);
        request.setHeader("Content-Type", "application/x-www-form-urlencoded");
        request.setBody(URLUtils.serializeParameters(form));
        if (authentication != null) {
            authentication.applyTo(request);
        }
        Map<String, String> headers = new HashMap<>();
        String authorization = request.getAuthorization();
        if (authorization != null) {
            headers.put("Authorization", authorization);
        }
        return http.submit(endpoint, request.getBody(), headers, MAX_BODY);
    }

    private com.nimbusds.oauth2.sdk.auth.@Nullable ClientAuthentication authentication(URI tokenEndpoint) {
        ClientID client = new ClientID(provider.clientId());
        ClientAuthentication configured = provider.authentication();
        if (configured instanceof ClientAuthentication.SecretBasic basic) {
            return new ClientSecretBasic(client, new Secret(basic.secret().reveal()));
        }
        if (configured instanceof ClientAuthentication.SecretPost post) {
            return new ClientSecretPost(client, new Secret(post.secret().reveal()));
        }
        return configured instanceof ClientAuthentication.SignedAssertion assertion
                ? signed(client, assertion, tokenEndpoint)
                : null;
    }

    private PrivateKeyJWT signed(ClientID client, ClientAuthentication.SignedAssertion assertion, URI tokenEndpoint) {
        String audience = assertion.audience() == ClientAuthentication.AssertionAudience.ISSUER
                ? provider.issuer()
                : tokenEndpoint.toString();
        try {
            return new PrivateKeyJWT(
                    new JWTAuthenticationClaimsSet(client, new Audience(audience)),
                    assertion.algorithm(),
                    assertion.key(),
                    assertion.keyId(),
                    null);
        } catch (JOSEException unusable) {
            throw new IllegalStateException("the client key of " + provider.alias() + " cannot sign", unusable);
        }
    }
}
