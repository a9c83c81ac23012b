package dev.gatehouse.tasklist.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.tasklist.store.Variable;
import dev.gatehouse.tasklist.store.VariableText;
import org.jspecify.annotations.Nullable;

/** REST representation of variables. */
final class VariableJson {

    private VariableJson() {}

    /** Returns a variable of a task. A truncated value is null. */
    static ObjectNode ofTask(Variable variable) {
        ObjectNode json = named(variable);
        text(json, variable.value());
        VariableText draft = variable.draft();
        if (draft == null) {
            json.putNull("draft");
        } else {
            text(json.putObject("draft"), draft);
        }
        return json;
    }

    /** Returns a variable of a search result, without its draft. */
    static ObjectNode ofHit(Variable variable) {
        ObjectNode json = named(variable);
        text(json, variable.value());
        json.putNull("draft");
        return json;
    }

    /** Returns a single variable in full. */
    static ObjectNode whole(Variable variable) {
        ObjectNode json = named(variable);
        json.put("value", variable.value() == null ? null : variable.value().full());
        if (variable.draft() == null) {
            json.putNull("draft");
        } else {
            json.putObject("draft").put("value", variable.draft().full());
        }
        json.put("tenantId", variable.tenantId());
        return json;
    }

    private static ObjectNode named(Variable variable) {
        return JsonNodeFactory.instance.objectNode().put("id", variable.id()).put("name", variable.name());
    }

    private static void text(ObjectNode json, @Nullable VariableText text) {
        json.put("value", text == null ? null : text.full());
        json.put("isValueTruncated", text != null && text.truncated());
        json.put("previewValue", text == null ? null : text.preview());
    }
}
