package dev.gatehouse.servlet.http;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one flat JSON object strictly, so that a forged member would be seen. */
public final class Json {

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    public static List<String> names(String text) {
        return new ArrayList<>(new Json(text).object().keySet());
    }

    public static String value(String text, String name) {
        return new Json(text).object().get(name);
    }

    private Map<String, String> object() {
        Map<String, String> members = new LinkedHashMap<>();
        expect('{');
        do {
            String name = string();
            expect(':');
            String value = text.charAt(at) == '"' ? string() : number();
            assertTrue(members.put(name, value) == null, () -> name + " is there twice: " + text);
        } while (text.charAt(at++) == ',');
        at--;
        expect('}');
        assertTrue(at == text.length(), () -> "something is behind the object: " + text);
        return members;
    }

    private void expect(char c) {
        if (text.charAt(at) != c) {
            fail("no " + c + " at " + at + " of " + text);
        }
        at++;
    }

    private String number() {
        int from = at;
        while (Character.isDigit(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    private String string() {
        expect('"');
        StringBuilder value = new StringBuilder();
        while (text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c == '\\') {
                char escaped = text.charAt(at++);
                if (escaped == 'u') {
                    value.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
                    at += 4;
                } else {
                    assertTrue(escaped == '"' || escaped == '\\', () -> "an escape in " + text);
                    value.append(escaped);
                }
            } else {
                value.append(c);
            }
        }
        at++;
        return value.toString();
    }
}
