package dev.gatehouse.tasklist.service;

import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskChange;
import dev.gatehouse.tasklist.store.TaskHit;
import dev.gatehouse.tasklist.store.TaskQueryBuilder;
import dev.gatehouse.tasklist.store.TaskStore;
import dev.gatehouse.tasklist.store.Variable;
import dev.gatehouse.tasklist.store.VariableSelection;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads and changes tasks and variables for a requester. Both interfaces use it. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class TaskService {

    private static final int MAX_ASSIGNEE = 255;

    private final TaskStore store;
    private final Clock clock;
    private final Visibility visibility;
    private final VariableValidator texts;

    public TaskService(TaskStore store, TasklistOptions options, VariableValidator texts) {
        this.store = store;
        this.clock = options.clock();
        this.visibility = new Visibility(options);
        this.texts = texts;
    }

    /** Returns a page of tasks. The tenants and the person of the query are replaced by those of the requester. */
    public List<TaskHit> search(Requester who, TaskQueryBuilder query, @Nullable List<String> tenantIds) {
        return store(who)
                .search(query.tenantIds(visibility.tenants(who, tenantIds))
                        .visibleTo(visibility.person(who))
                        .build());
    }

    public Task get(Requester who, String taskId) {
        Task task = store(who)
                .find(taskId)
                .filter(found -> visibility.seesTenant(who, found.tenantId()))
                .orElseThrow(() -> unknown(taskId));
        visibility.checkAccess(who, task);
        return task;
    }

    /** Assigns a task. Without an assignee, the task is assigned to the requester. */
    public Task assign(
            Requester who, Dialect dialect, String taskId, @Nullable String assignee, @Nullable Boolean override) {
        if (dialect == Dialect.GRAPHQL) {
            // GraphQL clients expect errors of the task before errors of the assignment.
            change(who, dialect, taskId, task -> new TaskChange.Keep());
        }
        TaskRules.checkAssignment(who, assignee);
        if (assignee != null && assignee.length() > MAX_ASSIGNEE) {
            throw ApiProblem.badRequest("The assignee should have at most " + MAX_ASSIGNEE + " characters");
        }
        boolean mayOverride = override == null || override;
        return change(who, dialect, taskId, task -> TaskRules.assign(task, who, assignee, mayOverride));
    }

    public Task unassign(Requester who, Dialect dialect, String taskId) {
        return change(who, dialect, taskId, TaskRules::unassign);
    }

    /** Completes a task with variables, name to JSON. Only REST includes drafts. */
    public Task complete(Requester who, Dialect dialect, String taskId, Map<String, String> variables) {
        return change(who, dialect, taskId, task -> {
            visibility.checkAccess(who, task);
            TaskRules.checkWork(task, who);
            texts.check(variables);
            boolean withDrafts = dialect == Dialect.REST;
            return new TaskChange.Complete(clock.instant().truncatedTo(ChronoUnit.MILLIS), variables, withDrafts);
        });
    }

    /** Replaces the drafts of a task, name to JSON. */
    public void saveDrafts(Requester who, String taskId, Map<String, String> values) {
        change(who, Dialect.REST, taskId, task -> {
            visibility.checkAccess(who, task);
            TaskRules.checkWork(task, who);
            texts.check(values);
            return new TaskChange.SaveDrafts(values);
        });
    }

    /** Returns the variables of a task, if the requester may see the task. */
    public List<Variable> variables(Requester who, String taskId, VariableSelection selection) {
        Task task = get(who, taskId);
        return variables(who, List.of(task), selection).getOrDefault(task.key(), List.of());
    }

    /** Returns the variables of tasks that the requester is known to see. */
    public Map<Long, List<Variable>> variables(Requester who, Collection<Task> tasks, VariableSelection selection) {
        return store(who).variables(tasks, selection);
    }

    public Variable variable(Requester who, String variableId) {
        return store(who)
                .variable(variableId)
                .filter(found -> visibility.seesTenant(who, found.tenantId()))
                .orElseThrow(() -> ApiProblem.notFound("Variable with id " + variableId + " not found."));
    }

    private Task change(Requester who, Dialect dialect, String taskId, Function<Task, TaskChange> rule) {
        Optional<Task> changed = store(who).change(taskId, task -> {
            if (!visibility.seesTenant(who, task.tenantId())) {
                throw unknown(taskId);
            }
            TaskRules.checkManaged(task, dialect);
            return rule.apply(task);
        });
        return changed.orElseThrow(() -> unknown(taskId));
    }

    private TaskStore store(Requester who) {
        return store.forCaller(who.userId());
    }

    private static ApiProblem unknown(String taskId) {
        return ApiProblem.notFound("Task with id " + taskId + " was not found");
    }
}
