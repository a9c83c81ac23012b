package dev.gatehouse.jwt.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.gatehouse.support.json.StrictJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The members of a JSON object that a server sent. Immutable and thread-safe. */
final class JsonMembers {

    private static final StrictJson JSON = new StrictJson(64 * 1024);
    /** Every number with so many digits fits into 64 bits. */
    private static final int MAX_DIGITS = 18;

    private static final JsonFactory WRITER = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .build();

    private final Map<String, @Nullable Object> members;

    private JsonMembers(Map<String, @Nullable Object> members) {
        this.members = members;
    }

    /** Returns the members; {@code null} if the bytes are anything but one object. */
    static @Nullable JsonMembers read(byte[] bytes) {
        Map<String, @Nullable Object> members = JSON.object(bytes);
        return members == null ? null : new JsonMembers(members);
    }

    /** Returns whether there is such a member. A null counts as absent. */
    boolean has(String name) {
        return members.get(name) != null;
    }

    /** Returns a string; {@code null} if there is no such member or it is something else. */
    @Nullable
    String text(String name) {
        return members.get(name) instanceof String text ? text : null;
    }

    /** Returns a string, or the strings of a list joined by spaces; {@code null} for anything else. */
    @Nullable
    String words(String name) {
        if (!(members.get(name) instanceof List<?> list)) {
            return text(name);
        }
        StringJoiner words = new StringJoiner(" ");
        for (Object element : list) {
            if (!(element instanceof String word)) {
                return null;
            }
            words.add(word);
        }
        return words.toString();
    }

    /**
     * Returns an integer, which may be written as a string of decimal digits; {@code null} if there is no such member,
     * it is something else, or it needs more than 64 bits.
     */
    @Nullable
    Long wholeNumber(String name) {
        Object value = members.get(name);
        if (!(value instanceof String text)) {
            return value instanceof Long number ? number : null;
        }
        boolean digits = !text.isEmpty() && text.length() <= MAX_DIGITS;
        for (int i = 0; digits && i < text.length(); i++) {
            digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return digits ? Long.valueOf(text) : null;
    }

    /** Writes strings as a JSON object. */
    static String write(Map<String, String> texts) {
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = WRITER.createGenerator(out)) {
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
