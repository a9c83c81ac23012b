package dev.gatehouse.jwt.client;

import java.net.http.HttpRequest;
import java.util.Map;

/** {@code client_secret_post}: the secret is a parameter of the body (RFC 6749 section 2.3.1). */
record SecretInBody(Secret secret) implements ClientCredential {

    @Override
    public String method() {
        return "client_secret_post";
    }

    @Override
    public void prove(
            ServerAddress server, String clientId, Map<String, String> parameters, HttpRequest.Builder request) {
        parameters.put("client_id", clientId);
        parameters.put("client_secret", secret.value());
    }

    @Override
    public boolean isIn(String text) {
        return secret.isIn(text);
    }
}
