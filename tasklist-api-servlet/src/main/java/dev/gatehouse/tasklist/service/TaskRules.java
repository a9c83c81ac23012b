package dev.gatehouse.tasklist.service;

import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskChange;
import dev.gatehouse.tasklist.store.TaskImplementation;
import dev.gatehouse.tasklist.store.TaskState;
import org.jspecify.annotations.Nullable;

/** Who may do what to a task in which state. Pure: the store asks these rules while it holds the task. */
final class TaskRules {

    private TaskRules() {}

    /** What can be refused about an assignment before the task is looked at. */
    static void checkAssignment(Requester who, @Nullable String assignee) {
        if (assignee == null || assignee.isEmpty()) {
            if (who.apiUser()) {
                throw ApiProblem.badRequest("Assignee must be specified");
            }
        } else if (!who.apiUser() && !assignee.equals(who.userId())) {
            throw ApiProblem.forbidden("User doesn't have the permission to assign another user to this task");
        }
    }

    /** A person never takes over an assigned task, even his own; a client does unless it declines to. */
    static TaskChange assign(Task task, Requester who, @Nullable String assignee, boolean override) {
        active(task);
        if (task.assignee() != null && !(who.apiUser() && override)) {
            throw ApiProblem.badRequest("Task is already assigned");
        }
        return new TaskChange.Assign(assignee == null || assignee.isEmpty() ? who.userId() : assignee);
    }

    /** Anybody who may write may take a task from anybody. */
    static TaskChange unassign(Task task) {
        active(task);
        if (task.assignee() == null) {
            throw ApiProblem.badRequest("Task is not assigned");
        }
        return new TaskChange.Assign(null);
    }

    /** Completing and saving drafts: people need to have the task, clients don't. */
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

    /** Tasks that the engine manages itself can't be changed from here. */
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
