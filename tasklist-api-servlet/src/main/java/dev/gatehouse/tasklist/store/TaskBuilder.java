package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link Task}. For implementations of {@link TaskStore}. Not thread-safe.
 *
 * @since 0.1
 */
@Incubating
public final class TaskBuilder {

    private long key;
    private @Nullable String name;
    private @Nullable String taskDefinitionId;
    private @Nullable String processName;
    private @Nullable String bpmnProcessId;
    private long processDefinitionKey;
    private long processInstanceKey;
    private TaskState state = TaskState.CREATED;
    private @Nullable String assignee;
    private @Nullable Instant creationTime;
    private @Nullable Instant completionTime;
    private @Nullable Instant dueDate;
    private @Nullable Instant followUpDate;
    private int priority = Task.DEFAULT_PRIORITY;
    private @Nullable List<String> candidateUsers;
    private @Nullable List<String> candidateGroups;
    private @Nullable FormLink form;
    private String tenantId = Tenants.DEFAULT;
    private TaskImplementation implementation = TaskImplementation.JOB_WORKER;

    TaskBuilder() {}

    /** Sets the key, positive. Required. */
    public TaskBuilder key(long value) {
        key = value;
        return this;
    }

    /** Sets the name. Required. */
    public TaskBuilder name(String value) {
        name = value;
        return this;
    }

    /** Sets the element id in the BPMN model. Required. */
    public TaskBuilder taskDefinitionId(String value) {
        taskDefinitionId = value;
        return this;
    }

    /** Sets the name of the process. Required. */
    public TaskBuilder processName(String value) {
        processName = value;
        return this;
    }

    /** Sets the id of the process in the BPMN model. Required. */
    public TaskBuilder bpmnProcessId(String value) {
        bpmnProcessId = value;
        return this;
    }

    /** Sets the key of the process definition, positive. Required. */
    public TaskBuilder processDefinitionKey(long value) {
        processDefinitionKey = value;
        return this;
    }

    /** Sets the key of the process instance, positive. Required. */
    public TaskBuilder processInstanceKey(long value) {
        processInstanceKey = value;
        return this;
    }

    /** Sets the state. Default: {@link TaskState#CREATED}. */
    public TaskBuilder state(TaskState value) {
        state = value;
        return this;
    }

    /** Sets the assignee. Default: none. */
    public TaskBuilder assignee(@Nullable String value) {
        assignee = value;
        return this;
    }

    /** Sets the creation time. Required. */
    public TaskBuilder creationTime(Instant value) {
        creationTime = value;
        return this;
    }

    /** Sets the time at which the task ended. Default: none. */
    public TaskBuilder completionTime(@Nullable Instant value) {
        completionTime = value;
        return this;
    }

    /** Sets the due date. Default: none. */
    public TaskBuilder dueDate(@Nullable Instant value) {
        dueDate = value;
        return this;
    }

    /** Sets the follow-up date. Default: none. */
    public TaskBuilder followUpDate(@Nullable Instant value) {
        followUpDate = value;
        return this;
    }

    /** Sets the priority, 0 to 100. Default: {@value Task#DEFAULT_PRIORITY}. */
    public TaskBuilder priority(int value) {
        priority = value;
        return this;
    }

    /** Sets the candidate users; null and empty both mean none. Default: none. */
    public TaskBuilder candidateUsers(@Nullable List<String> value) {
        candidateUsers = value;
        return this;
    }

    /** Sets the candidate groups; null and empty both mean none. Default: none. */
    public TaskBuilder candidateGroups(@Nullable List<String> value) {
        candidateGroups = value;
        return this;
    }

    /** Sets the form. Default: none. */
    public TaskBuilder form(@Nullable FormLink value) {
        form = value;
        return this;
    }

    /** Sets the tenant. Default: {@value Tenants#DEFAULT}. */
    public TaskBuilder tenantId(String value) {
        tenantId = value;
        return this;
    }

    /** Sets the implementation. Default: {@link TaskImplementation#JOB_WORKER}. */
    public TaskBuilder implementation(TaskImplementation value) {
        implementation = value;
        return this;
    }

    /**
     * Builds the task.
     *
     * @throws NullPointerException if a required value is missing
     * @throws IllegalArgumentException if a key is not positive
     */
    public Task build() {
        return new Task(
                Keys.positive(key),
                Objects.requireNonNull(name, "name"),
                Objects.requireNonNull(taskDefinitionId, "taskDefinitionId"),
                Objects.requireNonNull(processName, "processName"),
                Objects.requireNonNull(bpmnProcessId, "bpmnProcessId"),
                Keys.positive(processDefinitionKey),
                Keys.positive(processInstanceKey),
                Objects.requireNonNull(state, "state"),
                assignee,
                Objects.requireNonNull(creationTime, "creationTime"),
                completionTime,
                dueDate,
                followUpDate,
                priority,
                candidateUsers,
                candidateGroups,
                form,
                Objects.requireNonNull(tenantId, "tenantId"),
                Objects.requireNonNull(implementation, "implementation"));
    }
}
