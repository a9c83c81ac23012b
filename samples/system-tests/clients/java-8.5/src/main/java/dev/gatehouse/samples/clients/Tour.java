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
import io.camunda.tasklist.dto.TaskState;
import io.camunda.tasklist.exception.TaskListException;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Lists, reads, claims and completes a task with version 8.5.3.6 of the client and prints a line for each step.
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
                        Product.TASKLIST,
                        new JwtCredential(args[3], args[4], "tasklist.camunda.io", args[2]));
                builder.authentication(SaaSAuthentication.builder()
                        .withJwtConfig(clients)
                        .withJsonMapper(new SdkObjectMapper())
                        .build());
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
        tour(builder.build());
    }

    /** Does one step and says how it ended: a failure by the innermost cause, as the client tells it. */
    private static void step(String name, Callable<String> step) {
        try {
            System.out.println(name + ": " + step.call());
        } catch (Exception | LinkageError failure) {
            Throwable cause = failure;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            System.out.println(name + ": failed: "
                    + String.valueOf(cause.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private static void tour(CamundaTaskListClient client) throws TaskListException {
        String task = client.getTasks(false, TaskState.CREATED, 50).first().getId();
        System.out.println("task: " + task);
        step("list", () -> client.getTasks(null, TaskState.CREATED, 10).size() + " tasks");
        step("get", () -> client.getTask(task).getId());
        step("variables", () -> client.getVariables(task).isEmpty() ? "none" : "some");
        step("claim", () -> client.claim(task, "demo").getAssignee());
        step("complete", () -> {
            client.completeTask(task, Map.of("reviewed", true));
            return "done";
        });
        step("state", () -> client.getTask(task).getTaskState().toString());
    }
}
