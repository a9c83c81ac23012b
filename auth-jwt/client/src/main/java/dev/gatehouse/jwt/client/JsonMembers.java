package dev.gatehouse.jwt.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON object (RFC 8259), read so that there is one way only to understand it: UTF-8 without BOM, no member twice at any depth, nothing behind the
 * object, depth and lengths bounded. Texts and whole numbers are kept; of every other value only that it is there. Thread-safe.
 */
final class JsonMembers {

    /** A value of a kind that nobody asks for: an object, an array, a fraction, a truth value or {@code null}. */
    private static final Object OTHER = new Object();

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    .maxNameLength(256)
                    .maxNumberLength(64)
                    .maxStringLength(64 * 1024)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final Map<String, Object> members;

    private JsonMembers(Map<String, Object> members) {
        this.members = members;
    }

    /** Returns the members; {@code null} when the bytes are anything but one object. */
    static @Nullable JsonMembers read(byte[] bytes) {
        try (JsonParser parser = FACTORY.createParser(StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            Map<String, Object> members = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                members.put(name, value(parser, parser.nextToken()));
            }
            return parser.nextToken() == null ? new JsonMembers(members) : null;
        } catch (CharacterCodingException notUtf8) {
            return null;
        } catch (IOException malformed) {
            return null;
        }
    }

    private static Object value(JsonParser parser, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? OTHER : parser.getLongValue();
        }
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            skip(parser);
        }
        return OTHER;
    }

    /** Every number inside is read too, so that the limits hold for it. */
    private static void skip(JsonParser parser) throws IOException {
        int depth = 1;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new IOException("ends early");
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        }
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    /** Returns a text; {@code null} when there is no such member or it is something else. */
    @Nullable
    String text(String name) {
        return members.get(name) instanceof String text ? text : null;
    }

    /** Returns a whole number; {@code null} when there is no such member, it is something else, or it needs more than 64 bits. */
    @Nullable
    Long number(String name) {
        return members.get(name) instanceof Long number ? number : null;
    }

    /** Writes texts as a JSON object. */
    static String write(Map<String, String> texts) {
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            generator.writeStartObject();
            for (Map.Entry<String, String> text : texts.entrySet()) {
                generator.writeStringField(text.getKey(), text.getValue());
            }
            generator.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString();
    }

    /** Values may be credentials: only the names are shown. */
    @Override
    public String toString() {
        return "JsonMembers" + members.keySet();
    }
}
