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

/** Texts and lists of texts in a record. */
final class JsonStrings {

    private JsonStrings() {}

    static String of(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            throw new CorruptRecordException("a text is none");
        }
        return in.getText();
    }

    static void write(JsonGenerator out, String name, Collection<String> texts) throws IOException {
        if (!texts.isEmpty()) {
            out.writeArrayFieldStart(name);
            for (String text : texts) {
                out.writeString(text);
            }
            out.writeEndArray();
        }
    }

    static List<String> list(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw new CorruptRecordException("a list is none");
        }
        List<String> texts = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            texts.add(of(in));
        }
        return texts;
    }

    static Set<String> set(JsonParser in) throws IOException {
        List<String> texts = list(in);
        Set<String> set = new HashSet<>(texts);
        if (set.size() != texts.size()) {
            throw new CorruptRecordException("a set holds the same twice");
        }
        return set;
    }
}
