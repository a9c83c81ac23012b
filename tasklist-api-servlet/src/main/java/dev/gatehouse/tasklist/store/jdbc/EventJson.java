package dev.gatehouse.tasklist.store.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.tasklist.store.FormLink;
import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskImplementation;
import dev.gatehouse.tasklist.store.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stored form of an event: the task as it was then, so that later changes and its deletion do not matter. */
final class EventJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private EventJson() {}

    static String write(Task task, Map<String, String> variables) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("key", task.key());
        json.put("name", task.name());
        json.put("element", task.taskDefinitionId());
        json.put("processName", task.processName());
        json.put("process", task.bpmnProcessId());
        json.put("definition", task.processDefinitionKey());
        json.put("instance", task.processInstanceKey());
        json.put("state", task.state().name());
        json.put("tenant", task.tenantId());
        json.put("implementation", task.implementation().name());
        json.put("created", task.creationTime().toEpochMilli());
        json.put("assignee", task.assignee());
        time(json, "completed", task.completionTime());
        time(json, "due", task.dueDate());
        time(json, "followUp", task.followUpDate());
        json.put("priority", task.priority());
        names(json, "users", task.candidateUsers());
        names(json, "groups", task.candidateGroups());
        FormLink form = task.form();
        if (form != null) {
            json.putObject("form")
                    .put("key", form.formKey())
                    .put("id", form.formId())
                    .put("version", form.version())
                    .put("embedded", form.embedded());
        }
        if (!variables.isEmpty()) {
            ObjectNode values = json.putObject("variables");
            variables.forEach(values::put);
        }
        return json.toString();
    }

    static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("a row of " + TaskEvents.TABLE + " is damaged", damaged);
        }
    }

    static Task task(JsonNode json) {
        return Task.builder()
                .key(json.path("key").longValue())
                .name(json.path("name").asText())
                .taskDefinitionId(json.path("element").asText())
                .processName(json.path("processName").asText())
                .bpmnProcessId(json.path("process").asText())
                .processDefinitionKey(json.path("definition").longValue())
                .processInstanceKey(json.path("instance").longValue())
                .state(TaskState.valueOf(json.path("state").asText()))
                .tenantId(json.path("tenant").asText())
                .implementation(
                        TaskImplementation.valueOf(json.path("implementation").asText()))
                .creationTime(Instant.ofEpochMilli(json.path("created").longValue()))
                .assignee(text(json, "assignee"))
                .completionTime(time(json, "completed"))
                .dueDate(time(json, "due"))
                .followUpDate(time(json, "followUp"))
                .priority(json.path("priority").intValue())
                .candidateUsers(names(json, "users"))
                .candidateGroups(names(json, "groups"))
                .form(form(json.path("form")))
                .build();
    }

    static Map<String, String> variables(JsonNode json) {
        Map<String, String> values = new LinkedHashMap<>();
        json.path("variables")
                .properties()
                .forEach(field -> values.put(field.getKey(), field.getValue().asText()));
        return values;
    }

    private static @Nullable FormLink form(JsonNode form) {
        if (!form.isObject()) {
            return null;
        }
        return new FormLink(
                text(form, "key"),
                text(form, "id"),
                form.hasNonNull("version") ? form.path("version").longValue() : null,
                form.hasNonNull("embedded") ? form.path("embedded").booleanValue() : null);
    }

    private static void time(ObjectNode json, String name, @Nullable Instant time) {
        if (time != null) {
            json.put(name, time.toEpochMilli());
        }
    }

    private static @Nullable Instant time(JsonNode json, String name) {
        return json.hasNonNull(name) ? Instant.ofEpochMilli(json.path(name).longValue()) : null;
    }

    private static @Nullable String text(JsonNode json, String name) {
        return json.hasNonNull(name) ? json.path(name).asText() : null;
    }

    private static void names(ObjectNode json, String name, @Nullable List<String> names) {
        if (names != null) {
            ArrayNode list = json.putArray(name);
            names.forEach(list::add);
        }
    }

    private static @Nullable List<String> names(JsonNode json, String name) {
        if (!json.has(name)) {
            return null;
        }
        List<String> names = new ArrayList<>();
        json.path(name).forEach(entry -> names.add(entry.asText()));
        return names;
    }
}
