package dev.gatehouse.tasklist;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of a request, read field by field. Absent and null fields are null; unknown fields are never looked at; a
 * field of the wrong kind is refused. Scalars count as text, since some clients send numbers and booleans where text belongs.
 */
record Fields(JsonNode object) {

    private static final int MAX_LIST = 1_000;

    /** The root of a body or an element of a list. */
    static Fields of(JsonNode node) {
        if (!node.isObject()) {
            throw ApiProblem.unreadable("A JSON object was expected.");
        }
        return new Fields(node);
    }

    /** Whether the field is there and not null. */
    boolean has(String name) {
        return find(name) != null;
    }

    @Nullable
    String text(String name) {
        JsonNode node = find(name);
        return node == null ? null : text(name, node);
    }

    @Nullable
    Boolean flag(String name) {
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
    Integer integer(String name) {
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
    Long integer64(String name) {
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
    Instant instant(String name) {
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

    <E extends Enum<E>> @Nullable E constant(String name, Class<E> type) {
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
    List<String> texts(String name) {
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

    /** The objects of a list; an absent list is empty. */
    List<Fields> objects(String name) {
        JsonNode list = list(name);
        if (list == null) {
            return List.of();
        }
        List<Fields> objects = new ArrayList<>(list.size());
        for (JsonNode element : list) {
            objects.add(of(element));
        }
        return objects;
    }

    @Nullable
    Fields fields(String name) {
        JsonNode node = find(name);
        return node == null ? null : of(node);
    }

    @Nullable
    JsonNode list(String name) {
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
    static <T> T required(String name, @Nullable T value) {
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
        throw wrong(name, "text");
    }

    private static ApiProblem wrong(String name, String expected) {
        return ApiProblem.unreadable("The field '" + name + "' should be " + expected + ".");
    }
}
