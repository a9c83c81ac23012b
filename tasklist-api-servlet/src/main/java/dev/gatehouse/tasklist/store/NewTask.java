package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A task to create, see {@link TaskStore#create}. Only the process definition and the element id are required. Other
 * values default to those of the BPMN model (name, form, assignee, candidates) or are generated (keys, creation time).
 * Variable values are JSON, so a string is {@code "\"value\""}. Mutable and not thread-safe.
 *
 * @since 0.1
 */
@Incubating
public final class NewTask {

    private final long processDefinitionKey;
    private final String taskDefinitionId;
    private @Nullable Long key;
    private @Nullable Long processInstanceKey;
    private @Nullable String name;
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
    private TaskImplementation implementation = TaskImplementation.JOB_WORKER;
    private List<Long> scopes = List.of();
    private Map<String, String> localVariables = Map.of();
    private Map<String, String> processVariables = Map.of();

    private NewTask(long processDefinitionKey, String taskDefinitionId) {
        this.processDefinitionKey = processDefinitionKey;
        this.taskDefinitionId = Objects.requireNonNull(taskDefinitionId, "taskDefinitionId");
    }

    /** A task of an element of a deployed process. */
    public static NewTask of(long processDefinitionKey, String taskDefinitionId) {
        return new NewTask(processDefinitionKey, taskDefinitionId);
    }

    /**
     * Sets the key, positive. If a task with this key exists, creating it again changes nothing. Default: generated.
     */
    public NewTask key(long chosen) {
        key = Keys.positive(chosen);
        return this;
    }

    /** Sets the key of the process instance, positive. Default: generated. */
    public NewTask processInstanceKey(long instance) {
        processInstanceKey = Keys.positive(instance);
        return this;
    }

    /** Sets the name. Default: the name in the model. */
    public NewTask name(String text) {
        name = Objects.requireNonNull(text, "name");
        return this;
    }

    /** Sets the state. A task in a final state has a completion time. Default: {@link TaskState#CREATED}. */
    public NewTask state(TaskState initial) {
        state = Objects.requireNonNull(initial, "state");
        return this;
    }

    /** Sets the assignee. Default: the assignee in the model. */
    public NewTask assignee(@Nullable String user) {
        assignee = user;
        return this;
    }

    /** Sets the creation time. Default: now. */
    public NewTask creationTime(Instant at) {
        creationTime = Objects.requireNonNull(at, "creationTime");
        return this;
    }

    /** Sets the time at which a task in a final state ended. Default: its creation time. */
    public NewTask completionTime(@Nullable Instant at) {
        completionTime = at;
        return this;
    }

    /** Sets the due date. Default: none. */
    public NewTask dueDate(@Nullable Instant at) {
        dueDate = at;
        return this;
    }

    /** Sets the follow-up date. Default: none. */
    public NewTask followUpDate(@Nullable Instant at) {
        followUpDate = at;
        return this;
    }

    /**
     * Sets the priority, {@value Task#LOWEST_PRIORITY} to {@value Task#HIGHEST_PRIORITY}. Default:
     * {@value Task#DEFAULT_PRIORITY}.
     */
    public NewTask priority(int value) {
        priority = Task.checkPriority(value);
        return this;
    }

    /** Sets the candidate users; without arguments, none. Default: those in the model. */
    public NewTask candidateUsers(String... users) {
        candidateUsers = List.of(users);
        return this;
    }

    /** Sets the candidate groups; without arguments, none. Default: those in the model. */
    public NewTask candidateGroups(String... groups) {
        candidateGroups = List.of(groups);
        return this;
    }

    /** Sets the form. Default: the form in the model. */
    public NewTask form(FormLink link) {
        form = Objects.requireNonNull(link, "form");
        return this;
    }

    /** Sets the implementation. Default: {@link TaskImplementation#JOB_WORKER}. */
    public NewTask implementation(TaskImplementation how) {
        implementation = Objects.requireNonNull(how, "implementation");
        return this;
    }

    /** Sets the scopes between the task and the process instance (embedded sub-processes), innermost first. */
    public NewTask scopes(List<Long> innermostFirst) {
        innermostFirst.forEach(Keys::positive);
        scopes = List.copyOf(innermostFirst);
        return this;
    }

    /** Sets the variables of the task, name to JSON. They hide outer variables of the same name. */
    public NewTask localVariables(Map<String, String> variables) {
        localVariables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        return this;
    }

    /** Sets variables of the process instance, name to JSON. They replace stored variables of the same name. */
    public NewTask processVariables(Map<String, String> variables) {
        processVariables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        return this;
    }

    /** Returns the key of the process definition. */
    public long processDefinitionKey() {
        return processDefinitionKey;
    }

    /** Returns the element id in the BPMN model. */
    public String taskDefinitionId() {
        return taskDefinitionId;
    }

    /** Returns the key, or null to generate one. */
    public @Nullable Long key() {
        return key;
    }

    /** Returns the key of the process instance, or null to generate one. */
    public @Nullable Long processInstanceKey() {
        return processInstanceKey;
    }

    /** Returns the name, or null for the default. */
    public @Nullable String name() {
        return name;
    }

    /** Returns the state. */
    public TaskState state() {
        return state;
    }

    /** Returns the assignee, or null for the default. */
    public @Nullable String assignee() {
        return assignee;
    }

    /** Returns the creation time, or null for the default. */
    public @Nullable Instant creationTime() {
        return creationTime;
    }

    /** Returns the completion time, or null for the default. */
    public @Nullable Instant completionTime() {
        return completionTime;
    }

    /** Returns the due date, or null for none. */
    public @Nullable Instant dueDate() {
        return dueDate;
    }

    /** Returns the follow-up date, or null for none. */
    public @Nullable Instant followUpDate() {
        return followUpDate;
    }

    /** Returns the priority. */
    public int priority() {
        return priority;
    }

    /** Returns the candidate users, or null for the default. */
    public @Nullable List<String> candidateUserList() {
        return candidateUsers;
    }

    /** Returns the candidate groups, or null for the default. */
    public @Nullable List<String> candidateGroupList() {
        return candidateGroups;
    }

    /** Returns the form, or null for the default. */
    public @Nullable FormLink form() {
        return form;
    }

    /** Returns the implementation. */
    public TaskImplementation implementation() {
        return implementation;
    }

    /** Returns the scopes between the task and the process instance, innermost first. */
    public List<Long> scopes() {
        return scopes;
    }

    /** Returns the variables of the task. */
    public Map<String, String> localVariables() {
        return localVariables;
    }

    /** Returns the variables of the process instance. */
    public Map<String, String> processVariables() {
        return processVariables;
    }
}
