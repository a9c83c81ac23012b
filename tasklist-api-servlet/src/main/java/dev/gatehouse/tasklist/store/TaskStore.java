package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.spi.stability.Incubating;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Stores tasks, variables, forms and process definitions. This is the port between the Tasklist API and its storage.
 * Implementations are thread-safe. An unknown id or key gives an empty result, not an exception. Every method throws
 * {@link StoreUnavailableException} if the store is not available.
 *
 * <p>Deploying and creating is for embedders and can be repeated after a restart: a model or form is stored once, and a
 * task with a chosen key is created once.
 *
 * @since 0.1
 */
@Incubating
public interface TaskStore extends AutoCloseable {

    /**
     * Reads one page.
     *
     * @throws InvalidQueryException if the cursor does not fit the sort
     */
    List<TaskHit> search(TaskQuery query);

    /** Reads one task. */
    Optional<Task> find(String taskId);

    /**
     * Locks the task, calls the rule and applies its result in one transaction. Of two concurrent callers, the rule of
     * the second one sees the change of the first one.
     *
     * @param rule decides on the current task. It must have no side effects, because a conflict of transactions repeats
     *     it. An exception of the rule leaves the task unchanged and is thrown to the caller
     * @return the changed task; empty if there is no such task, and then the rule is not called
     */
    Optional<Task> change(String taskId, Function<Task, TaskChange> rule);

    /**
     * Reads the variables of tasks: for an active task the visible variables and its drafts, for a completed task its
     * snapshot, for other tasks none.
     *
     * @return variables by task key, sorted by name; no entry for a task without variables
     */
    Map<Long, List<Variable>> variables(Collection<Task> tasks, VariableSelection selection);

    /** Reads a variable in full, from the process instance, else from the drafts, else from the snapshots. */
    Optional<Variable> variable(String variableId);

    /**
     * Reads a form. Without a version, a form embedded in the process precedes a deployed form, and the newest version
     * of a deployed form is returned.
     *
     * @param tenantIds tenants to search for a deployed form; null for all
     */
    Optional<Form> form(
            String formId, String processDefinitionKey, @Nullable Long version, @Nullable Set<String> tenantIds);

    /** Lists process versions. */
    DefinitionQuery.Page definitions(DefinitionQuery query);

    /**
     * Lists the newest version of every process, by name and then id, at most 1000.
     *
     * @param text part of the key, name or BPMN process id, ignoring case; null or blank for all
     * @param tenantIds any of; null for all
     */
    List<ProcessDefinition> latestDefinitions(@Nullable String text, @Nullable Set<String> tenantIds);

    /** Reads one process version. */
    Optional<ProcessDefinition> definition(String key);

    /** Reads the model of one process version. */
    Optional<String> bpmnXml(String key);

    /**
     * Stores a model as the next version of its process, with its embedded forms. Deploying the same model again in the
     * same tenant returns the existing version.
     *
     * @throws IllegalArgumentException if the model is not BPMN with exactly one executable process, or if another
     *     definition has the chosen key
     */
    ProcessDefinition deploy(ProcessDeployment deployment);

    /** Stores a form as the next version of its id. Deploying the same schema again returns the existing version. */
    Form deploy(FormDeployment deployment);

    /**
     * Stores a task. If a task with the chosen key exists, changes nothing and returns that task.
     *
     * @throws IllegalArgumentException if the process definition does not exist
     */
    Task create(NewTask task);

    /** Edits an active task and leaves other tasks unchanged. Returns the task, or empty if there is none. */
    default Optional<Task> update(String taskId, UnaryOperator<TaskDetails> change) {
        Objects.requireNonNull(change, "change");
        return change(
                taskId,
                task -> task.state() == TaskState.CREATED
                        ? new TaskChange.Edit(change.apply(TaskDetails.of(task)))
                        : new TaskChange.Keep());
    }

    /** Cancels an active task and leaves other tasks unchanged. Returns the task, or empty if there is none. */
    default Optional<Task> cancel(String taskId, Instant at) {
        Objects.requireNonNull(at, "at");
        return change(
                taskId, task -> task.state() == TaskState.CREATED ? new TaskChange.Cancel(at) : new TaskChange.Keep());
    }

    /** Stores variables of a process instance or of another scope, name to JSON. Replaces those of the same name. */
    void setVariables(long scopeKey, String tenantId, Map<String, String> variables);

    /**
     * Returns this store for one caller. All calls of a caller together use a bounded share of the store, so that
     * callers do not have to wait for the slow calls of another one. Calls over the share wait, and are refused with
     * {@link StoreUnavailableException} if too many wait already. The returned store must not be closed.
     *
     * @param caller name of the caller
     */
    default TaskStore forCaller(String caller) {
        Objects.requireNonNull(caller, "caller");
        return this;
    }

    /**
     * Returns the side of this store for a process engine.
     *
     * @throws UnsupportedOperationException if the store has none
     */
    default EngineStore engine() {
        throw new UnsupportedOperationException("this task store does not support a process engine");
    }

    /**
     * Returns whether the store answers now, without credentials in the detail. May wait for the store, unlike the
     * health of a mechanism, so ask it in the background. The default is {@link Health#up()}.
     */
    default Health health() {
        return Health.up();
    }

    /**
     * Returns figures about the store at this time, such as the number of its searches. The default is an empty list.
     * Cheap; does not wait.
     */
    default List<Measurement> measurements() {
        return List.of();
    }

    /** Closes the store and the delivery of its events. */
    @Override
    void close();
}
