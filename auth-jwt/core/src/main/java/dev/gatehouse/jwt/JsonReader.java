package dev.gatehouse.jwt;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One pass over one document, for {@link StrictJson}. Every method that reads leaves {@link #at} behind what it read. Not thread-safe. */
final class JsonReader {

    private static final int MAX_NAME = 256;

    /** Stands for JSON's {@code null} while {@code null} means "malformed". */
    private static final Object NULL = new Object();

    private final byte[] in;
    private final int maxText;
    private int at;
    private int depth;

    JsonReader(byte[] in, int maxText) {
        this.in = in;
        this.maxText = maxText;
    }

    @Nullable
    Map<String, @Nullable Object> document() {
        if (next() != '{') {
            return null;
        }
        Map<String, @Nullable Object> object = object();
        return object != null && next() < 0 ? object : null;
    }

    /** Steps over white space and returns the byte that follows, without stepping over it; -1 at the end. */
    private int next() {
        while (at < in.length) {
            byte b = in[at];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                // A byte beyond ASCII begins nothing outside of strings.
                return b & 0xff;
            }
            at++;
        }
        return -1;
    }

    private @Nullable Object value() {
        int first = next();
        return switch (first) {
            case '"' -> text(maxText, false);
            case '{' -> object();
            case '[' -> array();
            case 't' -> word("true", Boolean.TRUE);
            case 'f' -> word("false", Boolean.FALSE);
            case 'n' -> word("null", NULL);
            default -> first == '-' || (first >= '0' && first <= '9') ? number() : null;
        };
    }

    private @Nullable Map<String, @Nullable Object> object() {
        if (++depth > StrictJson.MAX_DEPTH) {
            return null;
        }
        at++;
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        if (next() == '}') {
            at++;
            depth--;
            return Collections.unmodifiableMap(members);
        }
        while (true) {
            String name = next() == '"' ? text(MAX_NAME, true) : null;
            if (name == null || next() != ':') {
                return null;
            }
            at++;
            Object value = value();
            if (value == null) {
                return null;
            }
            int before = members.size();
            members.put(name, value == NULL ? null : value);
            if (members.size() == before) {
                return null;
            }
            int end = next();
            at++;
            if (end == '}') {
                depth--;
                return Collections.unmodifiableMap(members);
            }
            if (end != ',') {
                return null;
            }
        }
    }

    private @Nullable List<@Nullable Object> array() {
        if (++depth > StrictJson.MAX_DEPTH) {
            return null;
        }
        at++;
        List<@Nullable Object> elements = new ArrayList<>(4);
        if (next() == ']') {
            at++;
            depth--;
            return Collections.unmodifiableList(elements);
        }
        while (true) {
            Object value = value();
            if (value == null) {
                return null;
            }
            elements.add(value == NULL ? null : value);
            int end = next();
            at++;
            if (end == ']') {
                depth--;
                return Collections.unmodifiableList(elements);
            }
            if (end != ',') {
                return null;
            }
        }
    }

    private @Nullable Object word(String word, Object meaning) {
        if (in.length - at < word.length()) {
            return null;
        }
        for (int i = 0; i < word.length(); i++) {
            if (in[at + i] != word.charAt(i)) {
                return null;
            }
        }
        at += word.length();
        return meaning;
    }

    private @Nullable String text(int longest, boolean name) {
        int from = ++at;
        boolean plain = true;
        while (at < in.length) {
            byte b = in[at];
            if (b == '"') {
                int to = at++;
                String text = plain
                        ? (name ? JsonText.name(in, from, to) : JsonText.ascii(in, from, to))
                        : JsonText.decoded(in, from, to);
                return text == null || text.length() > longest ? null : text;
            }
            if (b < ' ') {
                if (b >= 0) {
                    return null;
                }
                plain = false;
            } else if (b == '\\') {
                plain = false;
                // Whatever follows belongs to the escape, the end of the string as well.
                at++;
            }
            at++;
        }
        return null;
    }

    private @Nullable Number number() {
        int from = at;
        at += in[at] == '-' ? 1 : 0;
        int first = at;
        int digits = digits();
        if (digits == 0 || (digits > 1 && in[first] == '0')) {
            return null;
        }
        boolean whole = true;
        if (at < in.length && in[at] == '.') {
            whole = false;
            at++;
            int fraction = digits();
            digits = fraction == 0 ? Integer.MAX_VALUE : digits + fraction;
        }
        if (digits <= JsonText.MAX_DIGITS && at < in.length && (in[at] == 'e' || in[at] == 'E')) {
            whole = false;
            at++;
            at += at < in.length && (in[at] == '+' || in[at] == '-') ? 1 : 0;
            int exponent = digits();
            digits = exponent == 0 ? Integer.MAX_VALUE : digits + exponent;
        }
        return digits > JsonText.MAX_DIGITS ? null : JsonText.number(in, from, at, whole);
    }

    private int digits() {
        int from = at;
        while (at < in.length && in[at] >= '0' && in[at] <= '9') {
            at++;
        }
        return at - from;
    }
}
