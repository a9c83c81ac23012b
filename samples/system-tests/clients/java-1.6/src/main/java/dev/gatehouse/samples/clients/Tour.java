package dev.gatehouse.samples.clients;

import io.camunda.tasklist.CamundaTaskListClient;
import io.camunda.tasklist.auth.AuthInterface;
import io.camunda.tasklist.auth.SaasAuthentication;
import io.camunda.tasklist.auth.SelfManagedAuthentication;
import io.camunda.tasklist.auth.SimpleAuthentication;
import io.camunda.tasklist.dto.Task;
import io.camunda.tasklist.dto.TaskList;
import io.camunda.tasklist.dto.TaskState;
import io.camunda.tasklist.exception.TaskListException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Does everything that version 1.6.1 of the client, which uses GraphQL, can do and prints a line for each operation.
 * Arguments: the kind of authentication, the URL of Tasklist, the URL of Keycloak or of the token endpoint.
 */
public final class Tour {

    private static final String EMBEDDED = "camunda-forms:bpmn:";

    private final CamundaTaskListClient client;

    private Tour(CamundaTaskListClient client) {
        this.client = client;
    }

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
        new Tour(new CamundaTaskListClient.Builder()
                        .taskListUrl(args[1])
                        .shouldReturnVariables()
                        .authentication(authentication)
                        .build())
                .run();
        // The HTTP client keeps threads that are not daemons.
        System.exit(0);
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

    private static List<String> ids(TaskList list) {
        return list.getItems().stream().map(Task::getId).toList();
    }

    private void run() throws TaskListException {
        Task chosen = client.getTasks(false, TaskState.CREATED, 50).getItems().stream()
                .filter(task -> task.getFormKey() != null && task.getFormKey().startsWith(EMBEDDED))
                .findFirst()
                .orElseThrow();
        String task = chosen.getId();
        System.out.println("task: " + task);
        read(chosen);
        step("claim", () -> client.claim(task, "demo").getAssignee());
        step("unclaim", () -> {
            String assignee = client.unclaim(task).getAssignee();
            return assignee == null ? "unassigned" : assignee;
        });
        step("claim again", () -> client.claim(task, "demo").getAssignee());
        step("complete", () -> {
            client.completeTask(task, Map.of("reviewed", true, "note", "a \"fine\" one", "count", 3));
            return "done";
        });
        step("state", () -> client.getTask(task).getTaskState().toString());
        step("unknown task", () -> {
            try {
                return client.getTask("1").getId();
            } catch (TaskListException refused) {
                return "refused";
            }
        });
    }

    private void read(Task chosen) {
        String task = chosen.getId();
        step("search", () -> client.getTasks(null, TaskState.CREATED, 10).size() + " tasks");
        step("page", () -> {
            TaskList first = client.getTasks(null, TaskState.CREATED, 2);
            TaskList next = client.after(first);
            return ids(client.before(next)).equals(ids(first)) && !ids(next).equals(ids(first))
                    ? "forward and back"
                    : "lost";
        });
        step("filter", () -> {
            TaskList mine = client.getAssigneeTasks("demo", TaskState.CREATED, 50);
            return mine.getItems().stream().allMatch(found -> "demo".equals(found.getAssignee())) ? "fits" : "wrong";
        });
        step("get", () -> client.getTask(task).getId().equals(task) ? "same" : "other");
        step("variables", () -> client.getTask(task, true).getVariables().isEmpty() ? "none" : "some");
        step(
                "form",
                () -> client.getForm(chosen.getFormKey().substring(EMBEDDED.length()), chosen.getProcessDefinitionId())
                                .getSchema()
                                .contains("components")
                        ? "read"
                        : "empty");
    }
}
