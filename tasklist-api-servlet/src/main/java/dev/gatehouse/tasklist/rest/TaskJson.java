package dev.gatehouse.tasklist.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.tasklist.http.Timestamps;
import dev.gatehouse.tasklist.store.FormLink;
import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskHit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** REST representation of tasks. Absent values are null members, because clients distinguish null from absent. */
final class TaskJson {

    private TaskJson() {}

    static ObjectNode task(Task task) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", task.id());
        common(json, task);
        return json;
    }

    /** Returns a task of a search result, with the requested variables. */
    static ObjectNode hit(TaskHit hit, ArrayNode variables, @Nullable String context) {
        Task task = hit.task();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", task.id());
        json.set("sortValues", texts(hit.sortValues()));
        json.put("isFirst", hit.first());
        common(json, task);
        json.set("variables", variables);
        json.put("context", context);
        return json;
    }

    private static void common(ObjectNode json, Task task) {
        FormLink form = task.form();
        json.put("name", task.name());
        json.put("taskDefinitionId", task.taskDefinitionId());
        json.put("processName", task.processName());
        json.put("creationDate", Timestamps.rest(task.creationTime()));
        json.put("completionDate", Timestamps.rest(task.completionTime()));
        json.put("assignee", task.assignee());
        json.put("taskState", task.state().name());
        json.put("formKey", form == null ? null : form.formKey());
        // The form key of an embedded form has its id; the field is for deployed forms.
        json.put("formId", form == null || Boolean.TRUE.equals(form.embedded()) ? null : form.formId());
        json.put("formVersion", form == null ? null : form.version());
        json.put("isFormEmbedded", form == null ? null : form.embedded());
        json.put("processDefinitionKey", Long.toString(task.processDefinitionKey()));
        json.put("processInstanceKey", Long.toString(task.processInstanceKey()));
        json.put("tenantId", task.tenantId());
        json.put("dueDate", Timestamps.rest(task.dueDate()));
        json.put("followUpDate", Timestamps.rest(task.followUpDate()));
        json.set("candidateGroups", texts(task.candidateGroups()));
        json.set("candidateUsers", texts(task.candidateUsers()));
        json.put("implementation", task.implementation().name());
        json.put("priority", task.priority());
    }

    static @Nullable ArrayNode texts(@Nullable List<String> texts) {
        if (texts == null) {
            return null;
        }
        ArrayNode json = JsonNodeFactory.instance.arrayNode(texts.size());
        texts.forEach(json::add);
        return json;
    }
}
