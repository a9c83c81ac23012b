package dev.gatehouse.samples.clients;

import io.camunda.tasklist.CamundaTaskListClient;
import io.camunda.tasklist.dto.Task;
import io.camunda.tasklist.dto.TaskList;
import io.camunda.tasklist.dto.TaskState;
import io.camunda.tasklist.dto.Variable;
import io.camunda.tasklist.exception.TaskListException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Does everything that the REST clients can do and prints a line for each operation. It is compiled with each version
 * of the client.
 */
final class Repertoire {

    private final CamundaTaskListClient client;
    private Lookup variable;
    private Drafts drafts;

    Repertoire(CamundaTaskListClient client) {
        this.client = client;
    }

    /** Reads a variable by its id and returns its name. Versions before 8.4 cannot. */
    @FunctionalInterface
    interface Lookup {
        String name(String variableId) throws TaskListException;
    }

    /** Saves drafts of variables. Versions before 8.7 cannot. */
    @FunctionalInterface
    interface Drafts {
        void save(String taskId, Map<String, Object> variables) throws TaskListException;
    }

    /** Does one step and says how it ended: a failure by the innermost cause, as the client tells it. */
    static void step(String name, Callable<String> step) {
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

    Repertoire variable(Lookup lookup) {
        variable = lookup;
        return this;
    }

    Repertoire drafts(Drafts saving) {
        drafts = saving;
        return this;
    }

    void run() throws TaskListException {
        Task chosen = chosen();
        String task = chosen.getId();
        System.out.println("task: " + task);
        read(chosen);
        step("claim", () -> client.claim(task, "demo").getAssignee());
        step("unclaim", () -> {
            String assignee = client.unclaim(task).getAssignee();
            return assignee == null ? "unassigned" : assignee;
        });
        step("claim again", () -> client.claim(task, "demo", false).getAssignee());
        if (drafts != null) {
            step("drafts", () -> {
                drafts.save(task, Map.of("opinion", "fine"));
                return "saved";
            });
        }
        step("complete", () -> {
            client.completeTask(task, Map.of("reviewed", true, "note", "a \"fine\" one", "count", 3));
            return "done";
        });
        step("state", () -> client.getTask(task).getTaskState().toString());
        step("unknown task", () -> {
            try {
                return client.getTask("1").getId();
            } catch (Exception refused) {
                return "refused";
            }
        });
    }

    private Task chosen() throws TaskListException {
        for (Task task : client.getTasks(false, TaskState.CREATED, 50)) {
            if (task.getFormKey() != null && task.getFormKey().startsWith("camunda-forms:bpmn:")) {
                return task;
            }
        }
        throw new IllegalStateException("no task with a form in its model");
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
        step("variables", () -> client.getVariables(task).isEmpty() ? "none" : "some");
        if (variable != null) {
            step("variable", () -> {
                Variable first = client.getVariables(task).get(0);
                return variable.name(first.getId()).equals(first.getName()) ? "same" : "other";
            });
        }
        step(
                "form",
                () -> client.getForm(chosen.getFormKey(), chosen.getProcessDefinitionKey())
                                .getSchema()
                                .contains("components")
                        ? "read"
                        : "empty");
    }

    private static List<String> ids(TaskList list) {
        return list.getItems().stream().map(Task::getId).toList();
    }
}
