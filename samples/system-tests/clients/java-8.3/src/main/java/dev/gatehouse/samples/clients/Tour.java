package dev.gatehouse.samples.clients;

import io.camunda.tasklist.CamundaTaskListClient;
import io.camunda.tasklist.auth.AuthInterface;
import io.camunda.tasklist.auth.SaasAuthentication;
import io.camunda.tasklist.auth.SelfManagedAuthentication;
import io.camunda.tasklist.auth.SimpleAuthentication;

/**
 * Does everything that version 8.3.1.2 of the client can do and prints a line for each operation.
 * Arguments: the kind of authentication, the URL of Tasklist, the URL of Keycloak or of the token endpoint.
 */
public final class Tour {

    private Tour() {}

    public static void main(String[] args) throws Exception {
        AuthInterface authentication = switch (args[0]) {
            case "cookie" -> new SimpleAuthentication("demo", "demo");
            case "form" ->
                new SelfManagedAuthentication(args[3], args[4])
                        .keycloakUrl(args[2])
                        .keycloakRealm("camunda-platform");
            case "json" -> new SaasAuthentication(args[3], args[4]).authUrl(args[2]);
            default -> throw new IllegalArgumentException(args[0]);
        };
        CamundaTaskListClient client = new CamundaTaskListClient.Builder()
                .taskListUrl(args[1])
                .authentication(authentication)
                .build();
        new Repertoire(client).run();
    }
}
