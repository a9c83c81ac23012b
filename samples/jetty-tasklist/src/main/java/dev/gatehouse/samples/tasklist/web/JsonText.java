package dev.gatehouse.samples.tasklist.web;

import java.util.LinkedHashMap;
import java.util.Map;

/** Writes values of variables as JSON. Stateless. */
public final class JsonText {

    private JsonText() {}

    /** Returns a value as a JSON string (RFC 8259 section 7). */
    public static String quote(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> json.append('\\').append(c);
                case '\n' -> json.append("\\n");
                default -> {
                    if (c < ' ') {
                        json.append(String.format("\\u%04x", (int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        return json.append('"').toString();
    }

    /**
     * Returns variables by name.
     *
     * @param namesAndValues names and values in turn; strings are quoted, numbers and booleans are not
     */
    public static Map<String, String> variables(Object... namesAndValues) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            variables.put(
                    (String) namesAndValues[i], value instanceof String text ? quote(text) : String.valueOf(value));
        }
        return variables;
    }
}
