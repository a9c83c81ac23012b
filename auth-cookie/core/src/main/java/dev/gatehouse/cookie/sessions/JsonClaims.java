package dev.gatehouse.cookie.sessions;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Claims in a session record: strings, numbers, booleans, null, lists and objects. Numbers are read as the types that
 * the token verifier returns: {@code Long}, {@code BigInteger} or {@code Double}.
 */
final class JsonClaims {

    private JsonClaims() {}

    static void write(JsonGenerator out, Map<?, ?> object) throws IOException {
        out.writeStartObject();
        for (Map.Entry<?, ?> member : object.entrySet()) {
            if (!(member.getKey() instanceof String name)) {
                throw new IllegalArgumentException("expected claims with strings as names");
            }
            out.writeFieldName(name);
            value(out, member.getValue());
        }
        out.writeEndObject();
    }

    private static void value(JsonGenerator out, @Nullable Object value) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof String text) {
            out.writeString(text);
        } else if (value instanceof Boolean truth) {
            out.writeBoolean(truth);
        } else if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            out.writeNumber(((Number) value).longValue());
        } else if (value instanceof BigInteger number) {
            out.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            out.writeNumber(number);
        } else if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            out.writeNumber(number.doubleValue());
        } else if (value instanceof Map<?, ?> object) {
            write(out, object);
        } else if (value instanceof Collection<?> values) {
            out.writeStartArray();
            for (Object each : values) {
                value(out, each);
            }
            out.writeEndArray();
        } else {
            throw new IllegalArgumentException("expected claims that JSON can represent, not of type "
                    + value.getClass().getName());
        }
    }

    /** Reads an object. The parser is at its start. */
    @SuppressWarnings("NullAway") // Claims may be null; the type of the caller's map does not say so.
    static Map<String, Object> object(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw new CorruptRecordException("expected an object for the claims");
        }
        Map<String, Object> object = new LinkedHashMap<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            object.put(name, value(in));
        }
        return Collections.unmodifiableMap(object);
    }

    private static List<@Nullable Object> list(JsonParser in) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(in));
        }
        return Collections.unmodifiableList(list);
    }

    private static @Nullable Object value(JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case VALUE_STRING -> in.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case VALUE_NUMBER_INT ->
                in.getNumberValue() instanceof Integer number ? Long.valueOf(number) : in.getNumberValue();
            case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
            case START_OBJECT -> object(in);
            case START_ARRAY -> list(in);
            default -> throw new CorruptRecordException("expected the value of a claim");
        };
    }
}
