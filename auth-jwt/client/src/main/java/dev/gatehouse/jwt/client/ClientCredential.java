package dev.gatehouse.jwt.client;

import java.net.http.HttpRequest;
import java.util.Map;

/** How the client proves who it is (RFC 6749 section 2.3). Thread-safe; {@code toString} shows no secret. */
sealed interface ClientCredential permits SecretInBody, SecretInHeader, SignedAssertion {

    /** The name of the method in the registry of RFC 7591 section 2. */
    String method();

    /**
     * Adds what proves it.
     *
     * @param server whom the proof is meant for
     * @param clientId who proves
     * @param parameters those of the body so far
     * @param request the request so far
     */
    void prove(ServerAddress server, String clientId, Map<String, String> parameters, HttpRequest.Builder request);

    /** Whether the text repeats what must stay secret, in any spelling that it is sent in. */
    boolean isIn(String text);
}
