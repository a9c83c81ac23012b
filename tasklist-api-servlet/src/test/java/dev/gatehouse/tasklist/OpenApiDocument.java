package dev.gatehouse.tasklist;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Assertions;

/**
 * A description in the format OpenAPI 3.0, read strictly: a member of an answer that its schema does not name is an
 * error. Remembers which properties of the schemas had a value.
 */
final class OpenApiDocument {

    private static final Set<String> BODIES_NOT_READ = Set.of("EmptyQuery", "StartProcessRequest");

    private final JsonNode root;
    private final Set<String> valuesSeen = new TreeSet<>();

    OpenApiDocument(JsonNode root) {
        this.root = root;
    }

    /** Returns method and path of every operation. */
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        root.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method -> operations.add(method + " " + path.getKey())));
        return operations;
    }

    /** Returns every operation with each of its statuses. */
    Set<String> answers() {
        Set<String> answers = new TreeSet<>();
        for (String operation : operations()) {
            operation(operation).get("responses").fieldNames().forEachRemaining(status -> {
                if (!status.equals("default")) {
                    answers.add(operation + " " + status);
                }
            });
        }
        return answers;
    }

    /** Returns the properties of all schemas of successful answers, except those that never have a value. */
    Set<String> properties() {
        Set<String> properties = new TreeSet<>();
        Set<String> names = new TreeSet<>();
        for (String operation : operations()) {
            JsonNode success = operation(operation).at("/responses/200/content");
            success.forEach(media -> collect(media.get("schema"), names));
        }
        for (String name : names) {
            schemas().get(name).path("properties").properties().forEach(property -> {
                if (!property.getValue().path("description").asText().startsWith("Always ")) {
                    properties.add(name + "." + property.getKey());
                }
            });
        }
        return properties;
    }

    private void collect(JsonNode schema, Set<String> names) {
        String name = name(schema);
        if (name != null && !names.add(name)) {
            return;
        }
        JsonNode resolved = resolve(schema);
        if (resolved.path("description").asText().startsWith("Always ")) {
            return;
        }
        resolved.path("properties").forEach(property -> {
            if (!property.path("description").asText().startsWith("Always ")) {
                collect(property, names);
            }
        });
        if (resolved.has("items")) {
            collect(resolved.get("items"), names);
        }
        resolved.path("allOf").forEach(part -> collect(part, names));
    }

    Set<String> valuesSeen() {
        Set<String> seen = new TreeSet<>(valuesSeen);
        seen.retainAll(properties());
        return seen;
    }

    /** Returns, for every operation, the fields of its body with a value of a wrong type each. */
    Map<String, Map<String, String>> requestFields() {
        Map<String, Map<String, String>> fields = new TreeMap<>();
        for (String operation : operations()) {
            JsonNode schema = operation(operation).at("/requestBody/content/application~1json/schema");
            if (schema.isMissingNode() || BODIES_NOT_READ.contains(name(schema))) {
                continue;
            }
            Map<String, String> wrong = new LinkedHashMap<>();
            resolve(schema).get("properties").properties().forEach(property -> {
                boolean object =
                        resolve(property.getValue()).path("type").asText().equals("object");
                wrong.put(property.getKey(), object ? "\"x\"" : "{\"x\":1}");
            });
            fields.put(operation, wrong);
        }
        return fields;
    }

    JsonNode schema(String operation, int status, String type) {
        JsonNode response = resolve(operation(operation).get("responses").path(Integer.toString(status)));
        if (type.isEmpty()) {
            Assertions.assertFalse(response.has("content"), operation + " " + status);
            return response;
        }
        JsonNode media = response.path("content").path(type);
        Assertions.assertFalse(media.isMissingNode(), operation + " " + status + " " + type);
        return media.get("schema");
    }

    private JsonNode operation(String operation) {
        String[] parts = operation.split(" ");
        JsonNode found = root.get("paths").path(parts[1]).path(parts[0]);
        Assertions.assertFalse(found.isMissingNode(), operation);
        return found;
    }

    /** Returns what does not fit. */
    List<String> check(JsonNode schema, JsonNode value) {
        List<String> problems = new ArrayList<>();
        check(schema, value, "", problems);
        return problems;
    }

    private void check(JsonNode given, JsonNode value, String where, List<String> problems) {
        JsonNode schema = resolve(given);
        if (value.isNull()) {
            if (!given.path("nullable").asBoolean() && !schema.path("nullable").asBoolean()) {
                problems.add(where + " is null");
            }
            return;
        }
        schema.path("allOf").forEach(part -> check(part, value, where, problems));
        boolean fits = switch (schema.path("type").asText()) {
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            default -> true;
        };
        if (!fits) {
            problems.add(where + " should be " + schema.path("type"));
        }
        if (schema.has("enum") && !contains(schema.get("enum"), value)) {
            problems.add(where + " should be one of " + schema.get("enum"));
        }
        if (schema.has("items")) {
            value.forEach(element -> check(schema.get("items"), element, where + "[]", problems));
        }
        if (schema.has("properties")) {
            members(given, schema, value, where, problems);
        }
    }

    private void members(JsonNode given, JsonNode schema, JsonNode value, String where, List<String> problems) {
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                problems.add(where + "/" + name.asText() + " is missing");
            }
        });
        value.properties().forEach(member -> {
            JsonNode property = schema.get("properties").get(member.getKey());
            if (property == null) {
                problems.add(where + "/" + member.getKey() + " is not documented");
                return;
            }
            check(property, member.getValue(), where + "/" + member.getKey(), problems);
            if (!member.getValue().isNull()) {
                valuesSeen.add(name(given) + "." + member.getKey());
            }
        });
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        for (JsonNode element : list) {
            if (element.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private JsonNode schemas() {
        return root.at("/components/schemas");
    }

    private static String name(JsonNode schema) {
        String ref = schema.path("$ref").asText();
        return ref.isEmpty() ? null : ref.substring(ref.lastIndexOf('/') + 1);
    }

    private JsonNode resolve(JsonNode node) {
        String ref = node.path("$ref").asText();
        if (ref.isEmpty()) {
            return node;
        }
        JsonNode target = root.at(ref.substring(1));
        Assertions.assertFalse(target.isMissingNode(), ref);
        return target;
    }
}
