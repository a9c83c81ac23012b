package dev.gatehouse.jwt.client;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates the client at the token endpoint (RFC 6749 section 2.3). Thread-safe; {@code toString} omits secrets.
 */
sealed interface ClientCredential {

    /** Returns the name of the method as registered by RFC 7591 section 2. */
    String method();

    /**
     * Adds the credential to a request.
     *
     * @param server the server that receives the request
     * @param clientId the client id
     * @param parameters the parameters of the body
     * @param request the request
     */
    void prove(ServerAddress server, String clientId, Map<String, String> parameters, HttpRequest.Builder request);

    /** Whether the string contains the secret in any encoding in which it is sent. */
    boolean isIn(String text);

    /** {@code client_secret_post}: the secret as a parameter of the body (RFC 6749 section 2.3.1). */
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

    /**
     * {@code client_secret_basic}: client id and secret, both form-encoded, as user name and password of HTTP Basic
     * (RFC 6749 section 2.3.1).
     */
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

    /**
     * {@code private_key_jwt}: an assertion signed by the client (RFC 7523 section 2.2).
     *
     * @param audience the audience of the assertions; {@code null} for the name of the server
     */
    record SignedAssertion(AssertionSigner signer, @Nullable String audience, Clock clock) implements ClientCredential {

        private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

        @Override
        public String method() {
            return "private_key_jwt";
        }

        @Override
        public void prove(
                ServerAddress server, String clientId, Map<String, String> parameters, HttpRequest.Builder request) {
            parameters.put("client_id", clientId);
            parameters.put("client_assertion_type", TYPE);
            parameters.put(
                    "client_assertion",
                    signer.assertion(clientId, audience == null ? server.name() : audience, clock.instant()));
        }

        /** Every JSON object starts with this in base64url, and so does every assertion. */
        @Override
        public boolean isIn(String text) {
            return text.contains("eyJ");
        }
    }
}
