package dev.gatehouse.tasklist.graphql;

import dev.gatehouse.servlet.Access;
import dev.gatehouse.tasklist.service.ApiProblem;
import dev.gatehouse.tasklist.service.DefinitionService;
import dev.gatehouse.tasklist.service.Dialect;
import dev.gatehouse.tasklist.service.Requester;
import dev.gatehouse.tasklist.service.TaskService;
import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskHit;
import dev.gatehouse.tasklist.store.Variable;
import dev.gatehouse.tasklist.store.VariableSelection;
import dev.gatehouse.tasklist.store.VariableText;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Resolves the root fields. {@link #mutations} checks the permission WRITE for every mutation. */
final class GraphQlResolvers {

    private static final String NO_ENGINE =
            "This server has no process engine: it cannot start or delete process instances.";

    private final TaskService tasks;
    private final DefinitionService definitions;

    GraphQlResolvers(TaskService tasks, DefinitionService definitions) {
        this.tasks = tasks;
        this.definitions = definitions;
    }

    /** Resolves one field for a requester. */
    @FunctionalInterface
    private interface Resolver {
        @Nullable
        Object resolve(Requester who, GraphQlArguments arguments, DataFetchingEnvironment field);
    }

    Map<String, DataFetcher<?>> queries() {
        Map<String, Resolver> fields = Map.of(
                "tasks", this::tasks,
                "task", this::task,
                "currentUser", (who, arguments, field) -> GraphQlViews.user(who),
                "form", this::form,
                "variables", this::variables,
                "variable", this::variable,
                "processes", this::processes);
        Map<String, DataFetcher<?>> fetchers = new LinkedHashMap<>();
        fields.forEach((name, resolver) -> fetchers.put(name, field -> resolve(resolver, field)));
        return fetchers;
    }

    Map<String, DataFetcher<?>> mutations() {
        Map<String, Resolver> fields = Map.of(
                "completeTask", this::completeTask,
                "claimTask", this::claimTask,
                "unclaimTask", this::unclaimTask,
                "deleteProcessInstance", (who, arguments, field) -> noEngine(),
                "startProcess", this::startProcess);
        Map<String, DataFetcher<?>> fetchers = new LinkedHashMap<>();
        fields.forEach((name, resolver) -> fetchers.put(name, field -> {
            Access.require(given(field, HttpServletRequest.class), Requester.WRITE);
            return resolve(resolver, field);
        }));
        return fetchers;
    }

    private static @Nullable Object resolve(Resolver resolver, DataFetchingEnvironment field) {
        Requester who = given(field, Requester.class);
        return resolver.resolve(who, new GraphQlArguments(field.getArguments()), field);
    }

    /** Returns a value that {@link GraphQlApi} put into the context of the operation. */
    private static <T> T given(DataFetchingEnvironment field, Class<T> type) {
        return type.cast(Objects.requireNonNull(field.getGraphQlContext().get(type), type.getName()));
    }

    private Object tasks(Requester who, GraphQlArguments arguments, DataFetchingEnvironment field) {
        GraphQlArguments given = arguments.fields("query");
        GraphQlArguments query = given == null ? new GraphQlArguments(Map.of()) : given;
        List<TaskHit> hits = tasks.search(who, query.taskQuery(), null);
        Map<Long, List<Variable>> variables =
                variables(field, hits.stream().map(TaskHit::task).toList());
        List<Object> views = new ArrayList<>(hits.size());
        for (TaskHit hit : hits) {
            views.add(GraphQlViews.hit(hit, variables.getOrDefault(hit.task().key(), List.of())));
        }
        return views;
    }

    private Object task(Requester who, GraphQlArguments arguments, DataFetchingEnvironment field) {
        return view(field, tasks.get(who, arguments.requiredText("id")));
    }

    private Object form(Requester who, GraphQlArguments arguments, DataFetchingEnvironment field) {
        String key = arguments.requiredText("processDefinitionId");
        return GraphQlViews.form(definitions.form(who, arguments.requiredText("id"), key, null), key);
    }

    private Object variables(Requester who, GraphQlArguments arguments, DataFetchingEnvironment field) {
        List<String> names = arguments.texts("variableNames");
        VariableSelection selection = names == null || names.isEmpty()
                ? VariableSelection.allFull()
                : new VariableSelection(Set.copyOf(names), null);
        return GraphQlViews.variables(tasks.variables(who, arguments.requiredText("taskId"), selection));
    }

    private Object variable(Requester who, GraphQlArguments arguments, DataFetchingEnvironment field) {
        String id = arguments.requiredText("id");
        Variable variable = tasks.variable(who, id);
        VariableText value = variable.value();
        if (value == null) {
            throw ApiProblem.notFound("Variable with id " + id + " not found.");
        }
        return GraphQlViews.variable(variable, value);
    }

    private Object processes(Requester who, GraphQlArguments arguments, DataFetchingEnvironment field) {
        return definitions.latestOfDefaultTenant(who, arguments.text("search")).stream()
                .map(GraphQlViews::process)
                .toList();
    }

    private Object completeTask(Requester who, GraphQlArguments arguments, DataFetchingEnvironment field) {
        String id = arguments.requiredText("taskId");
        return view(field, tasks.complete(who, Dialect.GRAPHQL, id, arguments.variables()));
    }

    private Object claimTask(Requester who, GraphQlArguments arguments, DataFetchingEnvironment field) {
        String id = arguments.requiredText("taskId");
        Boolean override = arguments.flag("allowOverrideAssignment");
        return view(field, tasks.assign(who, Dialect.GRAPHQL, id, arguments.text("assignee"), override));
    }

    private Object unclaimTask(Requester who, GraphQlArguments arguments, DataFetchingEnvironment field) {
        return view(field, tasks.unassign(who, Dialect.GRAPHQL, arguments.requiredText("taskId")));
    }

    private Object startProcess(Requester who, GraphQlArguments arguments, DataFetchingEnvironment field) {
        String process = arguments.text("processDefinitionId");
        definitions.checkStart(who, process == null ? "" : process);
        return noEngine();
    }

    private static Object noEngine() {
        throw ApiProblem.of(501, NO_ENGINE);
    }

    private Object view(DataFetchingEnvironment field, Task task) {
        return GraphQlViews.task(task, variables(field, List.of(task)).getOrDefault(task.key(), List.of()));
    }

    /** Reads the variables of all tasks in one call, only if they are selected, in full only if values are selected. */
    private Map<Long, List<Variable>> variables(DataFetchingEnvironment field, Collection<Task> found) {
        if (!field.getSelectionSet().contains("variables")) {
            return Map.of();
        }
        boolean values = field.getSelectionSet().contains("variables/value");
        return tasks.variables(found, values ? VariableSelection.allFull() : VariableSelection.all());
    }
}
