package dev.gatehouse.jwt.client;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes a token request (RFC 6749 section 4.4.2).
 *
 * @param json whether the body is JSON, which some servers accept, instead of the form that the RFC defines
 */
record TokenRequest(String clientId, ClientCredential credential, boolean json) {

    HttpRequest.Builder build(ServerAddress server, Target target) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.tokenEndpoint());
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("grant_type", "client_credentials");
        if (target.audience() != null) {
            parameters.put("audience", target.audience());
        }
        if (target.scope() != null) {
            parameters.put("scope", target.scope());
        }
        credential.prove(server, clientId, parameters, request);
        return request.header("Content-Type", json ? "application/json" : "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(json ? JsonMembers.write(parameters) : FormText.of(parameters)));
    }
}
