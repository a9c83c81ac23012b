package dev.gatehouse.samples.clients;

import io.camunda.tasklist.CamundaTaskListClient;
import io.camunda.tasklist.CamundaTaskListClientBuilder;
import io.camunda.tasklist.auth.JwtAuthentication;
import io.camunda.tasklist.auth.JwtCredential;
import io.camunda.tasklist.auth.SimpleAuthentication;
import io.camunda.tasklist.auth.SimpleCredential;
import java.net.URI;
import java.time.Duration;

/**
 * Does everything that version 8.7.4 of the client can do and prints a line for each operation.
 * Arguments: the kind of authentication, the URL of Tasklist, the URL of the token endpoint, the identifier of the
 * client there, its secret.
 */
public final class Tour {

    private Tour() {}

    // The builder is what the documentation of this version shows.
    @SuppressWarnings("deprecation")
    public static void main(String[] args) throws Exception {
        CamundaTaskListClientBuilder builder = new CamundaTaskListClientBuilder().taskListUrl(args[1]);
        switch (args[0]) {
            case "cookie" ->
                builder.authentication(new SimpleAuthentication(
                        new SimpleCredential("demo", "demo", URI.create(args[1]).toURL(), Duration.ofMinutes(10))));
            case "form" ->
                builder.authentication(new JwtAuthentication(new JwtCredential(
                        args[3], args[4], "tasklist-api", URI.create(args[2]).toURL(), null)));
            default -> throw new IllegalArgumentException(args[0]);
        }
        CamundaTaskListClient client = builder.build();
        new Repertoire(client)
                .variable(variableId -> client.getVariable(variableId).getName())
                .drafts(client::saveDraftVariables)
                .run();
    }
}
