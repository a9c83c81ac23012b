package dev.gatehouse.tasklist;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.tasklist.store.VariableSelection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads variables, and which variables are wanted, out of requests. */
final class VariableInput {

    private VariableInput() {}

    /** Name to JSON text; the last one of a name counts. Some clients send scalars as they are instead of their text. */
    static Map<String, String> values(Fields body) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Fields variable : body.objects("variables")) {
            JsonNode literal = variable.object().get("value");
            String text = literal != null && literal.isNull() ? "null" : variable.text("value");
            values.put(Fields.required("name", variable.text("name")), Fields.required("value", text));
        }
        return values;
    }

    /** What {@code variableNames} or {@code includeVariables} ask for; nothing and two empty lists ask for all. */
    static VariableSelection selection(Fields body) {
        List<String> names = body.texts("variableNames");
        List<Fields> include = body.objects("includeVariables");
        boolean named = names != null && !names.isEmpty();
        if (named && !include.isEmpty()) {
            throw ApiProblem.badRequest("Only one of [variableNames, includeVariables] must be present in request.");
        }
        if (named) {
            return new VariableSelection(Set.copyOf(names), Set.of());
        }
        return include.isEmpty() ? VariableSelection.all() : included(include, Set.of());
    }

    /** What a list of {@code includeVariables} asks for, and some names more. */
    static VariableSelection included(List<Fields> include, Set<String> more) {
        Set<String> names = new HashSet<>(more);
        Set<String> full = new HashSet<>();
        for (Fields variable : include) {
            String name = Fields.required("name", variable.text("name"));
            names.add(name);
            if (Boolean.TRUE.equals(variable.flag("alwaysReturnFullValue"))) {
                full.add(name);
            }
        }
        return new VariableSelection(names, full);
    }
}
