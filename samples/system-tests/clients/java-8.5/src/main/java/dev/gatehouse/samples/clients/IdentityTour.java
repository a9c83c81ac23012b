package dev.gatehouse.samples.clients;

import io.camunda.identity.sdk.Identity;
import io.camunda.identity.sdk.IdentityConfiguration;
import io.camunda.identity.sdk.authentication.AccessToken;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.TreeSet;

/**
 * Gets a token with the Identity SDK, lets the SDK verify it, and calls Tasklist with it. Prints a line for each step.
 * Arguments: the URL of Tasklist, the issuer, the identifier of the client, its secret.
 */
public final class IdentityTour {

    private static final String AUDIENCE = "tasklist-api";

    private IdentityTour() {}

    public static void main(String[] args) throws Exception {
        Identity identity = new Identity(new IdentityConfiguration.Builder()
                .withIssuer(args[1])
                .withIssuerBackendUrl(args[1])
                .withClientId(args[2])
                .withClientSecret(args[3])
                .withAudience(AUDIENCE)
                .build());
        String token = identity.authentication().requestToken(AUDIENCE).getAccessToken();
        AccessToken verified = identity.authentication().verifyToken(token);
        System.out.println("verify: " + new TreeSet<>(verified.getPermissions()));
        System.out.println("machine: " + identity.authentication().isM2MToken(token));
        HttpRequest request = HttpRequest.newBuilder(URI.create(args[0] + "/v1/tasks/search"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        int status = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
        System.out.println("search: " + status);
    }
}
