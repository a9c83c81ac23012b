package dev.gatehouse.tasklist.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.tasklist.http.JsonFields;
import dev.gatehouse.tasklist.service.ApiProblem;
import dev.gatehouse.tasklist.store.VariableSelection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads variables and variable selections from request bodies. */
final class VariableInput {

    private VariableInput() {}

    /** Returns name to JSON; the last value of a name is used. Some clients send numbers and booleans, not strings. */
    static Map<String, String> values(JsonFields body) {
        Map<String, String> values = new LinkedHashMap<>();
        for (JsonFields variable : body.objects("variables")) {
            JsonNode literal = variable.object().get("value");
            String text = literal != null && literal.isNull() ? "null" : variable.text("value");
            values.put(JsonFields.required("name", variable.text("name")), JsonFields.required("value", text));
        }
        return values;
    }

    /** Reads {@code variableNames} or {@code includeVariables}. If both are absent or empty, all are selected. */
    static VariableSelection selection(JsonFields body) {
        List<String> names = body.texts("variableNames");
        List<JsonFields> include = body.objects("includeVariables");
        boolean named = names != null && !names.isEmpty();
        if (named && !include.isEmpty()) {
            throw ApiProblem.badRequest("Only one of [variableNames, includeVariables] must be present in request.");
        }
        if (named) {
            return new VariableSelection(Set.copyOf(names), Set.of());
        }
        return include.isEmpty() ? VariableSelection.all() : included(include, Set.of());
    }

    /** Reads {@code includeVariables} and adds further names. */
    static VariableSelection included(List<JsonFields> include, Set<String> more) {
        Set<String> names = new HashSet<>(more);
        Set<String> full = new HashSet<>();
        for (JsonFields variable : include) {
            String name = JsonFields.required("name", variable.text("name"));
            names.add(name);
            if (Boolean.TRUE.equals(variable.flag("alwaysReturnFullValue"))) {
                full.add(name);
            }
        }
        return new VariableSelection(names, full);
    }
}
