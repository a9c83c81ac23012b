package dev.gatehouse.jwt.client;

import java.net.http.HttpRequest;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code private_key_jwt}: an assertion that the client signed (RFC 7523 section 2.2).
 *
 * @param audience whom it is for, instead of the name of the server
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

    /** Every JSON object in base64url begins so, and an assertion begins with one. */
    @Override
    public boolean isIn(String text) {
        return text.contains("eyJ");
    }
}
