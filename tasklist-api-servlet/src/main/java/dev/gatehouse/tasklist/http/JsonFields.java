package dev.gatehouse.tasklist.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.tasklist.service.ApiProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of a request, read field by field. Absent and null fields are null, unknown fields are ignored, and a
 * field of the wrong type is refused. A number or boolean is accepted where a string is expected, because some clients
 * send them.
 *
 * @since 0.1
 */
@Internal
public record JsonFields(JsonNode object) {

    private static final int MAX_LIST = 1_000;

    /** Returns the fields of a body or of a list element. */
    public static JsonFields of(JsonNode node) {
        if (!node.isObject()) {
            throw ApiProblem.unreadable("Expected a JSON object.");
        }
        return new JsonFields(node);
    }

    /** Returns whether the field is present and not null. */
    boolean has(String name) {
        return find(name) != null;
    }

    @Nullable
    public String text(String name) {
        JsonNode node = find(name);
        return node == null ? null : text(name, node);
    }

    @Nullable
    public Boolean flag(String name) {
        JsonNode node = find(name);
        if (node == null) {
            return null;
        }
        if (!node.isBoolean()) {
            throw wrong(name, "true or false");
        }
        return node.booleanValue();
    }

    @Nullable
    public Integer integer(String name) {
        JsonNode node = find(name);
        if (node == null) {
            return null;
        }
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw wrong(name, "a 32-bit integer");
        }
        return node.intValue();
    }

    @Nullable
    public Long integer64(String name) {
        JsonNode node = find(name);
        if (node == null) {
            return null;
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw wrong(name, "a 64-bit integer");
        }
        return node.longValue();
    }

    @Nullable
    public Instant instant(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        Instant time = Timestamps.parse(text);
        if (time == null) {
            throw wrong(name, "a date and time with offset");
        }
        return time;
    }

    public <E extends Enum<E>> @Nullable E constant(String name, Class<E> type) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        throw wrong(name, "one of " + List.of(type.getEnumConstants()));
    }

    @Nullable
    public List<String> texts(String name) {
        JsonNode list = list(name);
        if (list == null) {
            return null;
        }
        List<String> texts = new ArrayList<>(list.size());
        for (JsonNode element : list) {
            texts.add(text(name, element));
        }
        return texts;
    }

    /** Returns the objects of a list. An absent list is empty. */
    public List<JsonFields> objects(String name) {
        JsonNode list = list(name);
        if (list == null) {
            return List.of();
        }
        List<JsonFields> objects = new ArrayList<>(list.size());
        for (JsonNode element : list) {
            objects.add(of(element));
        }
        return objects;
    }

    @Nullable
    public JsonFields fields(String name) {
        JsonNode node = find(name);
        return node == null ? null : of(node);
    }

    @Nullable
    public JsonNode list(String name) {
        JsonNode node = find(name);
        if (node == null) {
            return null;
        }
        if (!node.isArray()) {
            throw wrong(name, "a list");
        }
        if (node.size() > MAX_LIST) {
            throw wrong(name, "a list of at most " + MAX_LIST + " elements");
        }
        return node;
    }

    /** Refuses null. */
    public static <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw ApiProblem.unreadable("The field '" + name + "' is missing.");
        }
        return value;
    }

    private @Nullable JsonNode find(String name) {
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    private static String text(String name, JsonNode node) {
        if (node.isTextual() || node.isNumber() || node.isBoolean()) {
            return node.asText();
        }
        throw wrong(name, "a string");
    }

    private static ApiProblem wrong(String name, String expected) {
        return ApiProblem.unreadable("The field '" + name + "' should be " + expected + ".");
    }
}
