package dev.gatehouse.support.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.gatehouse.spi.stability.Internal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object or array (RFC 8259) strictly, so that all parsers understand it alike: UTF-8 without BOM, no
 * duplicate members at any depth, no unpaired surrogates, nothing after the object. Depth, names, numbers and strings
 * are limited. Integers become {@link Long} or {@link java.math.BigInteger}, other numbers and {@code -0}
 * {@link Double}. Immutable and thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class StrictJson {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_NAME = 256;
    private static final int MAX_DIGITS = 64;
    /** The initial capacity of the outer object, and of nested objects and lists. */
    private static final int MANY = 32;

    private static final int FEW = 4;

    /** Represents JSON's {@code null}, because {@code null} means "malformed". */
    private static final Object NULL = new Object();

    private final JsonFactory factory;

    /**
     * Creates a reader of objects with at most 32 levels, names of 256 characters and numbers of 64 digits.
     *
     * @param maxText the maximum length of a string value in characters; at least 1
     */
    public StrictJson(int maxText) {
        this(maxText, MAX_DEPTH);
    }

    /**
     * Creates a reader of objects with a maximum depth.
     *
     * @param maxDepth the maximum number of nested objects and arrays, including the outer one; at least 1
     */
    public StrictJson(int maxText, int maxDepth) {
        // Names are an attacker's choice: they go into no table that outlives the document. The text is an
        // array already, so there are no buffers worth keeping.
        this.factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(maxDepth)
                        .maxNameLength(MAX_NAME)
                        .maxNumberLength(MAX_DIGITS)
                        .maxStringLength(maxText)
                        .build())
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                .build();
    }

    /** Returns a decoder that stops at malformed UTF-8 (RFC 3629). A BOM becomes U+FEFF, which is not JSON. */
    public static CharsetDecoder decoder() {
        return StandardCharsets.UTF_8.newDecoder();
    }

    /** Like {@link #object(char[], int)}, for bytes that must be UTF-8. */
    public @Nullable Map<String, @Nullable Object> object(byte[] bytes) {
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder().decode(ByteBuffer.wrap(bytes), text, true);
        return result.isUnderflow() ? object(text.array(), text.position()) : null;
    }

    /**
     * Returns the object, unmodifiable at every depth, members in order, JSON's {@code null} as {@code null}.
     *
     * @param text the JSON, without unpaired surrogates
     * @param length the number of characters of the array to read
     * @return the object, or {@code null} if the input is not one object within the limits
     */
    public @Nullable Map<String, @Nullable Object> object(char[] text, int length) {
        // Only an escape can bring in an unpaired surrogate.
        boolean escapes = escapes(text, length);
        try (JsonParser parser = factory.createParser(text, 0, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            Map<String, @Nullable Object> object = members(parser, escapes, MANY);
            return object == null || parser.nextToken() != null ? null : object;
        } catch (IOException malformed) {
            return null;
        }
    }

    /**
     * Returns an array as a list, unmodifiable at every depth, JSON's {@code null} as {@code null}. Otherwise like
     * {@link #object(byte[])}.
     *
     * @return the list, or {@code null} if the input is not one array within the limits
     */
    public @Nullable List<@Nullable Object> array(byte[] bytes) {
        CharBuffer text = CharBuffer.allocate(bytes.length);
        if (!decoder().decode(ByteBuffer.wrap(bytes), text, true).isUnderflow()) {
            return null;
        }
        boolean escapes = escapes(text.array(), text.position());
        try (JsonParser parser = factory.createParser(text.array(), 0, text.position())) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return null;
            }
            List<@Nullable Object> elements = elements(parser, escapes);
            return elements == null || parser.nextToken() != null ? null : elements;
        } catch (IOException malformed) {
            return null;
        }
    }

    private static boolean escapes(char[] text, int length) {
        for (int i = 0; i < length; i++) {
            if (text[i] == '\\') {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Map<String, @Nullable Object> members(JsonParser parser, boolean escapes, int room)
            throws IOException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>(room);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (escapes && unpaired(name)) {
                return null;
            }
            JsonToken token = parser.nextToken();
            Object value = token == null ? null : value(parser, token, escapes);
            int before = members.size();
            members.put(name, value == NULL ? null : value);
            if (value == null || members.size() == before) {
                return null;
            }
        }
        return Collections.unmodifiableMap(members);
    }

    private static @Nullable List<@Nullable Object> elements(JsonParser parser, boolean escapes) throws IOException {
        List<@Nullable Object> elements = new ArrayList<>(FEW);
        JsonToken token = parser.nextToken();
        while (token != JsonToken.END_ARRAY) {
            Object value = token == null ? null : value(parser, token, escapes);
            if (value == null) {
                return null;
            }
            elements.add(value == NULL ? null : value);
            token = parser.nextToken();
        }
        return Collections.unmodifiableList(elements);
    }

    private static @Nullable Object value(JsonParser parser, JsonToken token, boolean escapes) throws IOException {
        return switch (token) {
            case START_OBJECT -> members(parser, escapes, FEW);
            case START_ARRAY -> elements(parser, escapes);
            case VALUE_STRING -> text(parser, escapes);
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> finite(parser.getDoubleValue());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> NULL;
            default -> null;
        };
    }

    private static @Nullable String text(JsonParser parser, boolean escapes) throws IOException {
        String text = parser.getText();
        return escapes && unpaired(text) ? null : text;
    }

    private static Object integer(JsonParser parser) throws IOException {
        Number number = parser.getNumberValue();
        if (!(number instanceof Integer small)) {
            return number;
        }
        // An integer cannot hold the sign of -0, so two spellings would become one value.
        return small == 0 && parser.getText().startsWith("-") ? (Object) (-0.0) : Long.valueOf(small);
    }

    private static @Nullable Double finite(double number) {
        return Double.isFinite(number) ? number : null;
    }

    private static boolean unpaired(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return true;
            }
        }
        return false;
    }
}
