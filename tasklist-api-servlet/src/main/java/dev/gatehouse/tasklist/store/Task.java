package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stored user task. Immutable; built with {@link #builder()}. Times have millisecond precision.
 *
 * @param key unique and positive; its decimal text is the task's id on the wire
 * @param name element name of the BPMN model, else the element id
 * @param taskDefinitionId element id in the BPMN model
 * @param processName name of the process, else its BPMN process id
 * @param bpmnProcessId id of the process in the BPMN model
 * @param processDefinitionKey key of the deployed process version
 * @param processInstanceKey key of the running instance
 * @param state lifecycle state
 * @param assignee user id, or null if the task is not assigned
 * @param creationTime when the task was created
 * @param completionTime when the task ended, or null
 * @param dueDate or null
 * @param followUpDate or null
 * @param priority {@value #LOWEST_PRIORITY} to {@value #HIGHEST_PRIORITY}, most urgent last
 * @param candidateUsers user ids, or null when none are named (never empty)
 * @param candidateGroups group names, or null when none are named (never empty)
 * @param form its form, or null
 * @param tenantId tenant, {@value Tenants#DEFAULT} without multi-tenancy
 * @param implementation how the task is managed
 * @since 0.1
 */
@Incubating
public record Task(
        long key,
        String name,
        String taskDefinitionId,
        String processName,
        String bpmnProcessId,
        long processDefinitionKey,
        long processInstanceKey,
        TaskState state,
        @Nullable String assignee,
        Instant creationTime,
        @Nullable Instant completionTime,
        @Nullable Instant dueDate,
        @Nullable Instant followUpDate,
        int priority,
        @Nullable List<String> candidateUsers,
        @Nullable List<String> candidateGroups,
        @Nullable FormLink form,
        String tenantId,
        TaskImplementation implementation) {

    /** Lowest priority. */
    public static final int LOWEST_PRIORITY = 0;

    /** Highest priority. */
    public static final int HIGHEST_PRIORITY = 100;

    /** Priority of a task that names none. */
    public static final int DEFAULT_PRIORITY = 50;

    /** Copies the lists. An empty list becomes null, so that equal tasks have one representation. */
    public Task {
        checkPriority(priority);
        candidateUsers = candidateUsers == null || candidateUsers.isEmpty() ? null : List.copyOf(candidateUsers);
        candidateGroups = candidateGroups == null || candidateGroups.isEmpty() ? null : List.copyOf(candidateGroups);
    }

    static int checkPriority(int priority) {
        if (priority < LOWEST_PRIORITY || priority > HIGHEST_PRIORITY) {
            throw new IllegalArgumentException("invalid priority " + priority + ": expected an integer between "
                    + LOWEST_PRIORITY + " and " + HIGHEST_PRIORITY);
        }
        return priority;
    }

    /** Returns an empty builder. */
    public static TaskBuilder builder() {
        return new TaskBuilder();
    }

    /** Returns the id on the wire: the key in decimal. */
    public String id() {
        return Long.toString(key);
    }
}
