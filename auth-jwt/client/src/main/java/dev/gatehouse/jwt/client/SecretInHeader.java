package dev.gatehouse.jwt.client;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** {@code client_secret_basic}: id and secret, each form-encoded, as the user and password of HTTP Basic (RFC 6749 section 2.3.1). */
record SecretInHeader(Secret secret) implements ClientCredential {

    @Override
    public String method() {
        return "client_secret_basic";
    }

    @Override
    public void prove(
            ServerAddress server, String clientId, Map<String, String> parameters, HttpRequest.Builder request) {
        request.setHeader("Authorization", "Basic " + pair(clientId));
    }

    private String pair(String clientId) {
        String pair = FormText.encode(clientId) + ":" + FormText.encode(secret.value());
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public boolean isIn(String text) {
        return secret.isIn(text) || text.contains("Basic ");
    }
}
