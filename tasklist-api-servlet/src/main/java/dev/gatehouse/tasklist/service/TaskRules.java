package dev.gatehouse.tasklist.service;

import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskChange;
import dev.gatehouse.tasklist.store.TaskImplementation;
import dev.gatehouse.tasklist.store.TaskState;
import org.jspecify.annotations.Nullable;

/** Decides who may change a task, by its state. Without side effects: the store calls these rules in a transaction. */
final class TaskRules {

    private static final int MAX_ASSIGNEE = 255;

    private TaskRules() {}

    /** Refuses an assignment that is invalid for every task. */
    static void checkAssignment(Requester who, @Nullable String assignee) {
        if (assignee == null || assignee.isEmpty()) {
            if (who.apiUser()) {
                throw ApiProblem.badRequest("Assignee must be specified");
            }
        } else if (!who.apiUser() && !assignee.equals(who.userId())) {
            throw ApiProblem.forbidden("User doesn't have the permission to assign another user to this task");
        }
        if (assignee != null && assignee.length() > MAX_ASSIGNEE) {
            throw ApiProblem.badRequest("The assignee should have at most " + MAX_ASSIGNEE + " characters");
        }
    }

    /** Assigns a task. Only an API client may override an assignment, and only if it does not decline to. */
    static TaskChange assign(Task task, Requester who, @Nullable String assignee, boolean override) {
        active(task);
        if (task.assignee() != null && !(who.apiUser() && override)) {
            throw ApiProblem.badRequest("Task is already assigned");
        }
        boolean claims = assignee == null || assignee.isEmpty() || assignee.equals(who.userId());
        return claims ? new TaskChange.Claim(who.userId()) : new TaskChange.Assign(assignee);
    }

    /** Unassigns a task. The permission WRITE is sufficient for the tasks of any assignee. */
    static TaskChange unassign(Task task) {
        active(task);
        if (task.assignee() == null) {
            throw ApiProblem.badRequest("Task is not assigned");
        }
        return new TaskChange.Assign(null);
    }

    /** Checks completion and saving of drafts. A person must be the assignee; an API client need not be. */
    static void checkWork(Task task, Requester who) {
        active(task);
        if (who.apiUser()) {
            return;
        }
        if (task.assignee() == null) {
            throw ApiProblem.badRequest("Task is not assigned");
        }
        if (!task.assignee().equals(who.userId())) {
            throw ApiProblem.badRequest("Task is not assigned to " + who.userId());
        }
    }

    /** Refuses to change a task that the engine manages. */
    static void checkManaged(Task task, Dialect dialect) {
        if (task.implementation() != TaskImplementation.JOB_WORKER) {
            throw ApiProblem.badRequest(dialect.engineTask());
        }
    }

    private static void active(Task task) {
        if (task.state() != TaskState.CREATED) {
            throw ApiProblem.badRequest("Task is not active");
        }
    }
}
