package dev.gatehouse.tasklist.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.tasklist.http.Answer;
import dev.gatehouse.tasklist.http.JsonFields;
import dev.gatehouse.tasklist.service.Dialect;
import dev.gatehouse.tasklist.service.TaskService;
import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskHit;
import dev.gatehouse.tasklist.store.Variable;
import dev.gatehouse.tasklist.store.VariableText;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /v1/tasks} and {@code /v1/variables}. */
final class TaskEndpoints {

    /** A variable that is returned as the task's context and not among its variables. */
    private static final String CONTEXT = "taskContextDisplayName";

    private final TaskService tasks;

    TaskEndpoints(TaskService tasks) {
        this.tasks = tasks;
    }

    List<Route> routes() {
        return List.of(
                Route.read("POST", "tasks/search", this::search),
                Route.read("GET", "tasks/*", this::get),
                Route.write("PATCH", "tasks/*/assign", this::assign),
                Route.write("PATCH", "tasks/*/unassign", this::unassign),
                Route.write("PATCH", "tasks/*/complete", this::complete),
                Route.write("POST", "tasks/*/variables", this::saveDrafts),
                Route.read("POST", "tasks/*/variables/search", this::variables),
                Route.read("GET", "variables/*", this::variable));
    }

    private Answer search(Call call) {
        JsonFields body = call.body();
        SearchRequest request = SearchRequest.of(body);
        List<JsonFields> include = body.objects("includeVariables");
        List<TaskHit> hits = tasks.search(call.who(), request.query(), request.tenantIds());
        Map<Long, List<Variable>> variables = tasks.variables(
                call.who(),
                hits.stream().map(TaskHit::task).toList(),
                VariableInput.included(include, Set.of(CONTEXT)));
        ArrayNode json = JsonNodeFactory.instance.arrayNode(hits.size());
        for (TaskHit hit : hits) {
            List<Variable> found = variables.getOrDefault(hit.task().key(), List.of());
            json.add(hit(hit, found));
        }
        return Answer.json(json);
    }

    private static ObjectNode hit(TaskHit hit, List<Variable> variables) {
        ArrayNode shown = JsonNodeFactory.instance.arrayNode(variables.size());
        @Nullable String context = null;
        for (Variable variable : variables) {
            VariableText value = variable.value();
            if (value == null) {
                continue;
            }
            if (variable.name().equals(CONTEXT)) {
                context = value.preview().replace("\"", "");
            } else {
                shown.add(VariableJson.ofHit(variable));
            }
        }
        return TaskJson.hit(hit, shown, context);
    }

    private Answer get(Call call) {
        return task(tasks.get(call.who(), call.id()));
    }

    private Answer assign(Call call) {
        JsonFields body = call.body();
        return task(tasks.assign(
                call.who(), Dialect.REST, call.id(), body.text("assignee"), body.flag("allowOverrideAssignment")));
    }

    private Answer unassign(Call call) {
        return task(tasks.unassign(call.who(), Dialect.REST, call.id()));
    }

    private Answer complete(Call call) {
        return task(tasks.complete(call.who(), Dialect.REST, call.id(), VariableInput.values(call.body())));
    }

    private Answer saveDrafts(Call call) {
        tasks.saveDrafts(call.who(), call.id(), VariableInput.values(call.requiredBody()));
        return Answer.empty();
    }

    private Answer variables(Call call) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        tasks.variables(call.who(), call.id(), VariableInput.selection(call.body()))
                .forEach(variable -> json.add(VariableJson.ofTask(variable)));
        return Answer.json(json);
    }

    private Answer variable(Call call) {
        return Answer.json(VariableJson.whole(tasks.variable(call.who(), call.id())));
    }

    private static Answer task(Task task) {
        return Answer.json(TaskJson.task(task));
    }
}
