package dev.gatehouse.cookie.sessions;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Strings and lists of strings in a session record. */
final class JsonStrings {

    private JsonStrings() {}

    static String of(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            throw new CorruptRecordException("expected a string");
        }
        return in.getText();
    }

    static void write(JsonGenerator out, String name, Collection<String> strings) throws IOException {
        if (!strings.isEmpty()) {
            out.writeArrayFieldStart(name);
            for (String string : strings) {
                out.writeString(string);
            }
            out.writeEndArray();
        }
    }

    static List<String> list(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw new CorruptRecordException("expected a list of strings");
        }
        List<String> strings = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            strings.add(of(in));
        }
        return strings;
    }

    static Set<String> set(JsonParser in) throws IOException {
        List<String> strings = list(in);
        Set<String> set = new HashSet<>(strings);
        if (set.size() != strings.size()) {
            throw new CorruptRecordException("expected distinct strings");
        }
        return set;
    }
}
