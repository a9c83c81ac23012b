package dev.gatehouse.tasklist.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.tasklist.http.Answer;
import dev.gatehouse.tasklist.http.JsonFields;
import dev.gatehouse.tasklist.http.Paging;
import dev.gatehouse.tasklist.service.ApiProblem;
import dev.gatehouse.tasklist.service.DefinitionService;
import dev.gatehouse.tasklist.store.DefinitionQuery;
import dev.gatehouse.tasklist.store.DefinitionQuery.SortField;
import dev.gatehouse.tasklist.store.ProcessDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v1/process-definitions}, with the conventions of the Operate API: keys are numbers, absent values are
 * omitted.
 */
final class DefinitionEndpoints {

    private static final int DEFAULT_SIZE = 10;

    private final DefinitionService definitions;

    DefinitionEndpoints(DefinitionService definitions) {
        this.definitions = definitions;
    }

    List<Route> routes() {
        return List.of(
                Route.read("POST", "process-definitions/search", this::search),
                Route.read("GET", "process-definitions/*", this::get),
                Route.read("GET", "process-definitions/*/xml", this::xml));
    }

    private Answer search(Call call) {
        JsonFields body = call.requiredBody();
        List<DefinitionQuery.Sort> sort = sort(body);
        @Nullable List<@Nullable Object> after = after(body, sort.size() + 1);
        int size = size(body);
        JsonFields filter = body.fields("filter");
        JsonFields wanted = filter == null ? JsonFields.of(JsonNodeFactory.instance.objectNode()) : filter;
        String tenant = wanted.text("tenantId");
        DefinitionQuery.Filter definitionFilter = new DefinitionQuery.Filter(
                wanted.integer64("key"),
                wanted.text("name"),
                wanted.integer("version"),
                wanted.text("bpmnProcessId"),
                // A client without a tenant sends an empty one.
                tenant == null || tenant.isEmpty() ? null : Set.of(tenant));
        DefinitionQuery.Page page =
                definitions.search(call.who(), new DefinitionQuery(definitionFilter, sort, after, size));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode items = json.putArray("items");
        page.items().forEach(item -> items.add(definition(item)));
        ArrayNode sortValues = json.putArray("sortValues");
        page.sortValues().forEach(sortValues::addPOJO);
        return Answer.json(json.put("total", page.total()));
    }

    /** Returns the page size of a search. */
    static int size(JsonFields body) {
        Integer size = body.integer("size");
        if (size == null) {
            return DEFAULT_SIZE;
        }
        if (size <= 0 || size > DefinitionQuery.MAX_SIZE) {
            throw ApiProblem.badRequest("size should be greater than zero and less than " + DefinitionQuery.MAX_SIZE);
        }
        return size;
    }

    private static List<DefinitionQuery.Sort> sort(JsonFields body) {
        List<DefinitionQuery.Sort> sort = new ArrayList<>();
        List<String> invalid = new ArrayList<>();
        for (JsonFields key : body.objects("sort")) {
            String name = key.text("field");
            SortField field = name == null ? null : field(name);
            if (field == null) {
                invalid.add(String.valueOf(name));
            } else {
                sort.add(new DefinitionQuery.Sort(
                        field, key.constant("order", Paging.Order.class) != Paging.Order.DESC));
            }
        }
        if (!invalid.isEmpty()) {
            throw ApiProblem.badRequest("Sort has invalid field(s): " + String.join(", ", invalid));
        }
        if (sort.size() > SortField.values().length) {
            throw ApiProblem.badRequest("Sort has more fields than there are");
        }
        return sort;
    }

    private static @Nullable SortField field(String name) {
        return switch (name) {
            case "key" -> SortField.KEY;
            case "name" -> SortField.NAME;
            case "version" -> SortField.VERSION;
            case "bpmnProcessId" -> SortField.BPMN_PROCESS_ID;
            case "tenantId" -> SortField.TENANT_ID;
            default -> null;
        };
    }

    private static @Nullable List<@Nullable Object> after(JsonFields body, int expected) {
        JsonNode list = body.list("searchAfter");
        if (list == null) {
            return null;
        }
        if (list.isEmpty()) {
            throw ApiProblem.badRequest("searchAfter should have a least 1 value");
        }
        if (list.size() != expected) {
            throw ApiProblem.badRequest("searchAfter should have a " + expected + " values");
        }
        List<@Nullable Object> values = new ArrayList<>(list.size());
        for (JsonNode value : list) {
            if (value.isIntegralNumber() && value.canConvertToLong()) {
                values.add(value.longValue());
            } else {
                values.add(value.isNull() ? null : value.asText());
            }
        }
        return values;
    }

    private Answer get(Call call) {
        long key = key(call);
        ProcessDefinition found = definitions
                .definition(call.who(), Long.toString(key))
                .orElseThrow(() -> ApiProblem.notFound("No process definition found for key " + key + " "));
        return Answer.json(definition(found));
    }

    private Answer xml(Call call) {
        long key = key(call);
        return Answer.xml(definitions
                .bpmnXml(call.who(), Long.toString(key))
                .orElseThrow(() -> ApiProblem.notFound("Process definition for key " + key + " not found.")));
    }

    private static long key(Call call) {
        try {
            return Long.parseLong(call.id());
        } catch (NumberFormatException notANumber) {
            throw ApiProblem.badRequest("The key of a process definition should be a 64-bit integer");
        }
    }

    private static ObjectNode definition(ProcessDefinition definition) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("key", definition.key());
        if (definition.name() != null) {
            json.put("name", definition.name());
        }
        json.put("version", definition.version());
        json.put("bpmnProcessId", definition.bpmnProcessId());
        return json.put("tenantId", definition.tenantId());
    }
}
