package dev.gatehouse.tasklist.graphql;

import dev.gatehouse.tasklist.http.Timestamps;
import dev.gatehouse.tasklist.service.Requester;
import dev.gatehouse.tasklist.store.Form;
import dev.gatehouse.tasklist.store.ProcessDefinition;
import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskHit;
import dev.gatehouse.tasklist.store.Variable;
import dev.gatehouse.tasklist.store.VariableText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps of the fields of the schema. Maps, so that graphql-java does not read objects by reflection. */
final class GraphQlViews {

    private GraphQlViews() {}

    static Map<String, @Nullable Object> hit(TaskHit hit, List<Variable> variables) {
        Map<String, @Nullable Object> view = task(hit.task(), variables);
        view.put("sortValues", hit.sortValues());
        view.put("isFirst", hit.first());
        return view;
    }

    static Map<String, @Nullable Object> task(Task task, List<Variable> variables) {
        Map<String, @Nullable Object> view = new HashMap<>(32);
        view.put("id", task.id());
        view.put("name", task.name());
        view.put("taskDefinitionId", task.taskDefinitionId());
        view.put("processName", task.processName());
        view.put("creationTime", Timestamps.rest(task.creationTime()));
        view.put("completionTime", Timestamps.rest(task.completionTime()));
        view.put("assignee", task.assignee());
        view.put("variables", variables(variables));
        view.put("taskState", task.state().name());
        view.put("formKey", task.form() == null ? null : task.form().formKey());
        view.put("processDefinitionId", Long.toString(task.processDefinitionKey()));
        view.put("processInstanceId", Long.toString(task.processInstanceKey()));
        view.put("candidateGroups", task.candidateGroups());
        view.put("candidateUsers", task.candidateUsers());
        view.put("followUpDate", task.followUpDate());
        view.put("dueDate", task.dueDate());
        view.put("implementation", task.implementation().name());
        view.put("priority", task.priority());
        return view;
    }

    /** Returns the variables that have a value. GraphQL has no drafts. */
    static List<Map<String, @Nullable Object>> variables(List<Variable> variables) {
        List<Map<String, @Nullable Object>> views = new ArrayList<>(variables.size());
        for (Variable variable : variables) {
            VariableText value = variable.value();
            if (value != null) {
                views.add(variable(variable, value));
            }
        }
        return views;
    }

    static Map<String, @Nullable Object> variable(Variable variable, VariableText value) {
        Map<String, @Nullable Object> view = new HashMap<>();
        view.put("id", variable.id());
        view.put("name", variable.name());
        view.put("value", value.full());
        view.put("previewValue", value.preview());
        view.put("isValueTruncated", value.truncated());
        return view;
    }

    static Map<String, @Nullable Object> form(Form form, String processDefinitionId) {
        Map<String, @Nullable Object> view = new HashMap<>();
        view.put("id", form.id());
        view.put("processDefinitionId", processDefinitionId);
        view.put("schema", form.schema());
        return view;
    }

    static Map<String, @Nullable Object> user(Requester who) {
        Map<String, @Nullable Object> view = new HashMap<>();
        view.put("userId", who.userId());
        view.put("displayName", who.displayName());
        view.put("permissions", who.knownPermissions());
        view.put("roles", null);
        view.put("salesPlanType", null);
        view.put("c8Links", List.of());
        return view;
    }

    /** Returns a process. Its id is the key; its processDefinitionId is the id in the model. */
    static Map<String, @Nullable Object> process(ProcessDefinition process) {
        Map<String, @Nullable Object> view = new HashMap<>();
        view.put("id", Long.toString(process.key()));
        view.put("name", process.name());
        view.put("processDefinitionId", process.bpmnProcessId());
        view.put("version", process.version());
        return view;
    }
}
