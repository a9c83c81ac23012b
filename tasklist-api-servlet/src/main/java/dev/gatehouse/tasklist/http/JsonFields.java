package dev.gatehouse.tasklist.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.StdDateFormat;
import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.tasklist.service.ApiProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of a request, read field by field. Absent and null fields are null and unknown fields are ignored.
 *
 * <p>Scalars are converted as Jackson does by default, because the original server reads its requests with Jackson: a
 * number or boolean where a string is expected, {@code "2"} and {@code 2.0} where an integer is expected,
 * {@code "true"} and {@code 1} where a boolean is expected, a date without time or epoch milliseconds where a time is
 * expected. An empty string is null for these. A number is no enum constant: the order of constants is not part of the
 * interface. Everything else of the wrong type is refused.
 *
 * @since 0.1
 */
@Internal
public record JsonFields(JsonNode object) {

    private static final int MAX_LIST = 1_000;

    private static final JsonMapper SCALARS = JsonMapper.builder()
            // Otherwise the 45th of a month is a day of the next one.
            .defaultDateFormat(new StdDateFormat().withLenient(false))
            .build();

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

    /** Returns a string. Unlike {@link #text}, refuses numbers and booleans. */
    @Nullable
    public String string(String name) {
        JsonNode node = find(name);
        if (node != null && !node.isTextual()) {
            throw wrong(name, "a string");
        }
        return node == null ? null : node.textValue();
    }

    @Nullable
    public Boolean flag(String name) {
        return scalar(name, Boolean.class, "true or false");
    }

    @Nullable
    public Integer integer(String name) {
        return whole(name, Integer.class, "a 32-bit integer");
    }

    @Nullable
    public Long integer64(String name) {
        return whole(name, Long.class, "a 64-bit integer");
    }

    @Nullable
    public Instant instant(String name) {
        JsonNode node = find(name);
        Instant exact = node != null && node.isTextual() ? Timestamps.parse(node.textValue()) : null;
        if (exact != null) {
            return exact;
        }
        Date date = scalar(name, Date.class, "a date and time with offset");
        return date == null ? null : date.toInstant();
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

    /** Reads an integer. Jackson would drop the fraction of {@code 1.5}. */
    private <T> @Nullable T whole(String name, Class<T> type, String expected) {
        JsonNode node = find(name);
        if (node != null && node.isFloatingPointNumber() && node.doubleValue() != Math.rint(node.doubleValue())) {
            throw wrong(name, expected);
        }
        return scalar(name, type, expected);
    }

    private <T> @Nullable T scalar(String name, Class<T> type, String expected) {
        JsonNode node = find(name);
        try {
            return node == null ? null : SCALARS.treeToValue(node, type);
        } catch (JsonProcessingException other) {
            throw wrong(name, expected);
        }
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
