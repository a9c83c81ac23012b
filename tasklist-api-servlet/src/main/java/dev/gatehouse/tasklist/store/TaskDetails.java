package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may be changed of a task while it is active, see {@link TaskStore#update}. Immutable.
 *
 * @since 0.1
 */
@Incubating
public record TaskDetails(
        @Nullable String assignee,
        @Nullable List<String> candidateUsers,
        @Nullable List<String> candidateGroups,
        @Nullable Instant dueDate,
        @Nullable Instant followUpDate) {

    /** Copies the lists; null and empty both mean "none". */
    public TaskDetails {
        candidateUsers = candidateUsers == null || candidateUsers.isEmpty() ? null : List.copyOf(candidateUsers);
        candidateGroups = candidateGroups == null || candidateGroups.isEmpty() ? null : List.copyOf(candidateGroups);
    }

    static TaskDetails of(Task task) {
        return new TaskDetails(
                task.assignee(), task.candidateUsers(), task.candidateGroups(), task.dueDate(), task.followUpDate());
    }

    /** The same with another assignee; null takes the task from everybody. */
    public TaskDetails withAssignee(@Nullable String user) {
        return new TaskDetails(user, candidateUsers, candidateGroups, dueDate, followUpDate);
    }

    /** The same with other candidate users. */
    public TaskDetails withCandidateUsers(@Nullable List<String> users) {
        return new TaskDetails(assignee, users, candidateGroups, dueDate, followUpDate);
    }

    /** The same with other candidate groups. */
    public TaskDetails withCandidateGroups(@Nullable List<String> groups) {
        return new TaskDetails(assignee, candidateUsers, groups, dueDate, followUpDate);
    }

    /** The same with another due date; null removes it. */
    public TaskDetails withDueDate(@Nullable Instant due) {
        return new TaskDetails(assignee, candidateUsers, candidateGroups, due, followUpDate);
    }

    /** The same with another follow-up date; null removes it. */
    public TaskDetails withFollowUpDate(@Nullable Instant followUp) {
        return new TaskDetails(assignee, candidateUsers, candidateGroups, dueDate, followUp);
    }
}
