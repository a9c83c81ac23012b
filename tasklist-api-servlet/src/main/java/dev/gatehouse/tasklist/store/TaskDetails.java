package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The editable details of an active task, see {@link TaskStore#update}. Immutable.
 *
 * @since 0.1
 */
@Incubating
public record TaskDetails(
        @Nullable String assignee,
        @Nullable List<String> candidateUsers,
        @Nullable List<String> candidateGroups,
        @Nullable Instant dueDate,
        @Nullable Instant followUpDate,
        int priority) {

    /** Copies the lists, of which null and empty both mean "none", and checks the priority. */
    public TaskDetails {
        Task.checkPriority(priority);
        candidateUsers = candidateUsers == null || candidateUsers.isEmpty() ? null : List.copyOf(candidateUsers);
        candidateGroups = candidateGroups == null || candidateGroups.isEmpty() ? null : List.copyOf(candidateGroups);
    }

    static TaskDetails of(Task task) {
        return new TaskDetails(
                task.assignee(),
                task.candidateUsers(),
                task.candidateGroups(),
                task.dueDate(),
                task.followUpDate(),
                task.priority());
    }

    /** Returns details with another assignee; null removes it. */
    public TaskDetails withAssignee(@Nullable String user) {
        return new TaskDetails(user, candidateUsers, candidateGroups, dueDate, followUpDate, priority);
    }

    /** Returns details with other candidate users. */
    public TaskDetails withCandidateUsers(@Nullable List<String> users) {
        return new TaskDetails(assignee, users, candidateGroups, dueDate, followUpDate, priority);
    }

    /** Returns details with other candidate groups. */
    public TaskDetails withCandidateGroups(@Nullable List<String> groups) {
        return new TaskDetails(assignee, candidateUsers, groups, dueDate, followUpDate, priority);
    }

    /** Returns details with another due date; null removes it. */
    public TaskDetails withDueDate(@Nullable Instant due) {
        return new TaskDetails(assignee, candidateUsers, candidateGroups, due, followUpDate, priority);
    }

    /** Returns details with another follow-up date; null removes it. */
    public TaskDetails withFollowUpDate(@Nullable Instant followUp) {
        return new TaskDetails(assignee, candidateUsers, candidateGroups, dueDate, followUp, priority);
    }

    /** Returns details with another priority. */
    public TaskDetails withPriority(int urgency) {
        return new TaskDetails(assignee, candidateUsers, candidateGroups, dueDate, followUpDate, urgency);
    }
}
