package dev.gatehouse.tasklist.store;

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
 * Keeps tasks, variables, forms and process definitions. The port between the Tasklist interface and whatever holds the
 * data. Implementations are thread-safe. Ids and keys that are not
 * stored are absent results, never exceptions. A store that can't be reached throws {@link StoreUnavailableException}.
 *
 * <p>The writing part is for embedders and can be repeated after a restart: a model or form that is already stored is
 * found again, a task with a chosen key is created once.
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
     * Locks the task, asks the rule, and does what it says, all in one transaction: of two callers at the same time the
     * second one's rule sees what the first one did.
     *
     * @param rule decides by the task as it is, without side effects, for it may be asked again when transactions collide; what it throws leaves the task as it was and is thrown to the caller
     * @return the task as it is now; empty, without asking the rule, when there is no such task
     */
    Optional<Task> change(String taskId, Function<Task, TaskChange> rule);

    /**
     * Reads the variables of some tasks: for an active task what is visible from it and its drafts, for a completed one
     * its snapshot, else nothing.
     *
     * @return by task key, each list by name ascending; no entry for a task without variables
     */
    Map<Long, List<Variable>> variables(Collection<Task> tasks, VariableSelection selection);

    /** Reads one variable with its whole text, looking at the running instance, then at drafts, then at snapshots. */
    Optional<Variable> variable(String variableId);

    /**
     * Reads a form. Without a version a form embedded in that process goes before a deployed one, of which the newest
     * version is taken.
     *
     * @param tenantIds tenants to look in for a deployed form; null for all
     */
    Optional<Form> form(
            String formId, String processDefinitionKey, @Nullable Long version, @Nullable Set<String> tenantIds);

    /** Lists process versions. */
    DefinitionQuery.Page definitions(DefinitionQuery query);

    /**
     * Lists the newest version of every process, by name and then id, at most 1000.
     *
     * @param text part of the key, name or BPMN process id, in any case; null or blank for all
     * @param tenantIds any of; null for all
     */
    List<ProcessDefinition> latestDefinitions(@Nullable String text, @Nullable Set<String> tenantIds);

    /** Reads one process version. */
    Optional<ProcessDefinition> definition(String key);

    /** Reads the model of one process version. */
    Optional<String> bpmnXml(String key);

    /**
     * Stores a model as the next version of its process, with the forms inside it. The same text is stored once per
     * tenant: deploying it again returns the version that it has.
     *
     * @throws IllegalArgumentException if it is not a BPMN model with exactly one executable process, or the chosen key is
     *     taken by another one
     */
    ProcessDefinition deploy(ProcessDeployment deployment);

    /** Stores a form as the next version of its id. The same schema is stored once: deploying it again returns the version that it has. */
    Form deploy(FormDeployment deployment);

    /**
     * Stores a task. With a key that is already stored it changes nothing and returns what is there.
     *
     * @throws IllegalArgumentException if the process definition does not exist
     */
    Task create(NewTask task);

    /** Changes an active task; a task that has ended stays as it is. Returns the task as it is now, empty when there is none. */
    default Optional<Task> update(String taskId, UnaryOperator<TaskDetails> change) {
        Objects.requireNonNull(change, "change");
        return change(
                taskId,
                task -> task.state() == TaskState.CREATED
                        ? new TaskChange.Edit(change.apply(TaskDetails.of(task)))
                        : new TaskChange.Keep());
    }

    /** Cancels an active task; a task that has ended stays as it is. Returns the task as it is now, empty when there is none. */
    default Optional<Task> cancel(String taskId, Instant at) {
        Objects.requireNonNull(at, "at");
        return change(
                taskId, task -> task.state() == TaskState.CREATED ? new TaskChange.Cancel(at) : new TaskChange.Keep());
    }

    /** Stores variables (name to JSON text) of a process instance or of another scope, replacing those of the same names. */
    void setVariables(long scopeKey, String tenantId, Map<String, String> variables);

    /** Releases the database. */
    @Override
    void close();
}
