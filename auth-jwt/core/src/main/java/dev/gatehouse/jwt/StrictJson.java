package dev.gatehouse.jwt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object (RFC 8259) so that there is one way only to understand it: UTF-8 without BOM, no member twice at any depth, no unpaired surrogate, nothing
 * behind the object, everything bounded. Numbers become {@link Long}, {@link java.math.BigInteger} or {@link Double}. Thread-safe.
 */
final class StrictJson {

    static final int MAX_DEPTH = 32;
    private static final int MAX_NAME = 256;
    private static final int MAX_DIGITS = 64;

    /** Stands for JSON's {@code null} while {@code null} means "malformed". */
    private static final Object NULL = new Object();

    private final JsonFactory factory;

    /** @param maxText the longest string value, in characters */
    StrictJson(int maxText) {
        // Names out of tokens are an attacker's choice: they go into no table that outlives the token.
        this.factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNameLength(MAX_NAME)
                        .maxNumberLength(MAX_DIGITS)
                        .maxStringLength(maxText)
                        .build())
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .recyclerPool(JsonRecyclerPools.newBoundedPool(32))
                .build();
    }

    /**
     * Returns the object, unmodifiable at every depth, members in order, JSON's {@code null} as {@code null}.
     *
     * @return {@code null} when the bytes are anything else
     */
    @Nullable
    Map<String, @Nullable Object> object(byte[] bytes) {
        String text = decoded(bytes);
        if (text == null || text.isEmpty()) {
            return null;
        }
        // Strict UTF-8 holds no surrogates, so only an escape can bring one in.
        boolean surrogates = text.contains("\\u");
        try (JsonParser parser = factory.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            Map<String, @Nullable Object> object = members(parser, surrogates);
            return object == null || parser.nextToken() != null ? null : object;
        } catch (IOException malformed) {
            return null;
        }
    }

    /** The JDK's fast decoder puts U+FFFD in place of what is wrong; only where one is found must the strict one tell whether it was there before. */
    private static @Nullable String decoded(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf('\ufffd') < 0 ? text : decodedUtf8(bytes);
    }

    private static @Nullable String decodedUtf8(byte[] bytes) {
        try {
            // A BOM decodes to U+FEFF, which is no JSON and so refused by the parser.
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
    }

    private static @Nullable Map<String, @Nullable Object> members(JsonParser parser, boolean surrogates)
            throws IOException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (surrogates && unpaired(name)) {
                return null;
            }
            JsonToken token = parser.nextToken();
            Object value = token == null ? null : value(parser, token, surrogates);
            if (value == null || members.containsKey(name)) {
                return null;
            }
            members.put(name, value == NULL ? null : value);
        }
        return Collections.unmodifiableMap(members);
    }

    private static @Nullable List<@Nullable Object> elements(JsonParser parser, boolean surrogates) throws IOException {
        List<@Nullable Object> elements = new ArrayList<>();
        JsonToken token = parser.nextToken();
        while (token != JsonToken.END_ARRAY) {
            Object value = token == null ? null : value(parser, token, surrogates);
            if (value == null) {
                return null;
            }
            elements.add(value == NULL ? null : value);
            token = parser.nextToken();
        }
        return Collections.unmodifiableList(elements);
    }

    private static @Nullable Object value(JsonParser parser, JsonToken token, boolean surrogates) throws IOException {
        return switch (token) {
            case START_OBJECT -> members(parser, surrogates);
            case START_ARRAY -> elements(parser, surrogates);
            case VALUE_STRING -> text(parser, surrogates);
            case VALUE_NUMBER_INT ->
                parser.getNumberValue() instanceof Integer number ? Long.valueOf(number) : parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> finite(parser.getDoubleValue());
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> NULL;
            default -> null;
        };
    }

    private static @Nullable String text(JsonParser parser, boolean surrogates) throws IOException {
        String text = parser.getText();
        return surrogates && unpaired(text) ? null : text;
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
