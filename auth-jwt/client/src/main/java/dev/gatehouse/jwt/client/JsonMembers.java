package dev.gatehouse.jwt.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gatehouse.support.json.StrictJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of a JSON object that a server sent. Immutable and thread-safe. */
final class JsonMembers {

    private static final StrictJson JSON = new StrictJson(64 * 1024);
    private static final JsonFactory WRITER = new JsonFactory();

    private final Map<String, @Nullable Object> members;

    private JsonMembers(Map<String, @Nullable Object> members) {
        this.members = members;
    }

    /** Returns the members; {@code null} if the bytes are anything but one object. */
    static @Nullable JsonMembers read(byte[] bytes) {
        Map<String, @Nullable Object> members = JSON.object(bytes);
        return members == null ? null : new JsonMembers(members);
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    /** Returns a string; {@code null} if there is no such member or it is something else. */
    @Nullable
    String text(String name) {
        return members.get(name) instanceof String text ? text : null;
    }

    /**
     * Returns an integer; {@code null} if there is no such member, it is something else, or it needs more than 64 bits.
     */
    @Nullable
    Long number(String name) {
        return members.get(name) instanceof Long number ? number : null;
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
