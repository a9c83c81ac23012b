package dev.gatehouse.samples.clients;

import io.camunda.tasklist.CamundaTaskListClient;
import io.camunda.tasklist.CamundaTaskListClientBuilder;
import io.camunda.tasklist.auth.JwtAuthentication;
import io.camunda.tasklist.auth.JwtCredential;
import io.camunda.tasklist.auth.SimpleAuthentication;
import io.camunda.tasklist.auth.SimpleCredential;
import io.camunda.tasklist.dto.TaskState;
import io.camunda.tasklist.exception.TaskListException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Lists, reads, claims and completes a task with version 8.7.4 of the client and prints a line for each step.
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
                        args[3],
                        args[4],
                        "tasklist-api",
                        URI.create(args[2]).toURL(),
                        null)));
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
