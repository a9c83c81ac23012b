package dev.gatehouse.samples.clients;

import io.camunda.common.auth.JwtConfig;
import io.camunda.common.auth.JwtCredential;
import io.camunda.common.auth.Product;
import io.camunda.common.auth.SaaSAuthentication;
import io.camunda.common.auth.SimpleAuthentication;
import io.camunda.common.auth.SimpleConfig;
import io.camunda.common.auth.SimpleCredential;
import io.camunda.common.json.SdkObjectMapper;
import io.camunda.tasklist.CamundaTaskListClient;
import io.camunda.tasklist.CamundaTaskListClientBuilder;

/**
 * Does everything that version 8.5.3.6 of the client can do and prints a line for each operation.
 * Arguments: the kind of authentication, the URL of Tasklist, the URL of the token endpoint, the identifier of the
 * client there, its secret.
 */
public final class Tour {

    private Tour() {}

    public static void main(String[] args) throws Exception {
        CamundaTaskListClientBuilder builder = new CamundaTaskListClientBuilder().taskListUrl(args[1]);
        switch (args[0]) {
            case "cookie" -> {
                SimpleConfig users = new SimpleConfig();
                users.addProduct(Product.TASKLIST, new SimpleCredential(args[1], "demo", "demo"));
                builder.authentication(
                        SimpleAuthentication.builder().withSimpleConfig(users).build());
            }
            case "form" -> builder.selfManagedAuthentication(args[3], args[4], args[2]);
            case "json" -> {
                JwtConfig clients = new JwtConfig();
                clients.addProduct(
                        Product.TASKLIST, new JwtCredential(args[3], args[4], "tasklist.camunda.io", args[2]));
                builder.authentication(SaaSAuthentication.builder()
                        .withJwtConfig(clients)
                        .withJsonMapper(new SdkObjectMapper())
                        .build());
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
        CamundaTaskListClient client = builder.build();
        new Repertoire(client)
                .variable(variableId -> client.getVariable(variableId).getName())
                .run();
    }
}
