package dev.gatehouse.tasklist.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A task to be stored, see {@link TaskStore#create}. Only the process definition and the element id are required; what
 * is left out is taken from the BPMN model (name, form, candidates) or minted (keys, creation time). Variable values are
 * JSON texts, so a string is {@code "\"text\""}. Not thread-safe; build it and hand it over.
 */
public final class NewTask {

    final long processDefinitionKey;
    final String taskDefinitionId;

    @Nullable
    Long key;

    @Nullable
    Long processInstanceKey;

    @Nullable
    String name;

    TaskState state = TaskState.CREATED;

    @Nullable
    String assignee;

    @Nullable
    Instant creationTime;

    @Nullable
    Instant completionTime;

    @Nullable
    Instant dueDate;

    @Nullable
    Instant followUpDate;

    @Nullable
    List<String> candidateUsers;

    @Nullable
    List<String> candidateGroups;

    @Nullable
    FormLink form;

    TaskImplementation implementation = TaskImplementation.JOB_WORKER;
    final List<Long> scopes = new ArrayList<>();
    Map<String, String> localVariables = Map.of();
    Map<String, String> processVariables = Map.of();

    private NewTask(long processDefinitionKey, String taskDefinitionId) {
        this.processDefinitionKey = processDefinitionKey;
        this.taskDefinitionId = Objects.requireNonNull(taskDefinitionId, "taskDefinitionId");
    }

    /** A task of an element of a deployed process. */
    public static NewTask of(long processDefinitionKey, String taskDefinitionId) {
        return new NewTask(processDefinitionKey, taskDefinitionId);
    }

    /** Chooses the key, positive. A task that is already stored under it is kept: creating it again does nothing. */
    public NewTask key(long chosen) {
        key = Keys.positive(chosen);
        return this;
    }

    /** The running instance that it belongs to; a new one is minted when left out. */
    public NewTask processInstanceKey(long instance) {
        processInstanceKey = Keys.positive(instance);
        return this;
    }

    /** Name, instead of the one in the model. */
    public NewTask name(String text) {
        name = Objects.requireNonNull(text, "name");
        return this;
    }

    /** State to store it in; final states get a completion time. */
    public NewTask state(TaskState initial) {
        state = Objects.requireNonNull(initial, "state");
        return this;
    }

    /** User who has it. */
    public NewTask assignee(@Nullable String user) {
        assignee = user;
        return this;
    }

    /** When it came into being; now when left out. */
    public NewTask creationTime(Instant at) {
        creationTime = Objects.requireNonNull(at, "creationTime");
        return this;
    }

    /** When it ended. For a task that is neither active nor given this time: its creation time. */
    public NewTask completionTime(@Nullable Instant at) {
        completionTime = at;
        return this;
    }

    /** Due date. */
    public NewTask dueDate(@Nullable Instant at) {
        dueDate = at;
        return this;
    }

    /** Follow-up date. */
    public NewTask followUpDate(@Nullable Instant at) {
        followUpDate = at;
        return this;
    }

    /** Candidate users, instead of those in the model; none given means nobody. */
    public NewTask candidateUsers(String... users) {
        candidateUsers = List.of(users);
        return this;
    }

    /** Candidate groups, instead of those in the model; none given means no group. */
    public NewTask candidateGroups(String... groups) {
        candidateGroups = List.of(groups);
        return this;
    }

    /** Form, instead of the one in the model. */
    public NewTask form(FormLink link) {
        form = Objects.requireNonNull(link, "form");
        return this;
    }

    /** How the engine carries it out; {@link TaskImplementation#JOB_WORKER} when left out. */
    public NewTask implementation(TaskImplementation how) {
        implementation = Objects.requireNonNull(how, "implementation");
        return this;
    }

    /** Scopes between the task and the process instance (embedded sub-processes), innermost first. */
    public NewTask scopes(List<Long> innermostFirst) {
        scopes.clear();
        innermostFirst.forEach(scope -> scopes.add(Keys.positive(scope)));
        return this;
    }

    /** Variables of the task itself, name to JSON text; they hide outer ones of the same name. */
    public NewTask localVariables(Map<String, String> variables) {
        localVariables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        return this;
    }

    /** Variables of the process instance, name to JSON text; they are added to those already stored. */
    public NewTask processVariables(Map<String, String> variables) {
        processVariables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        return this;
    }
}
