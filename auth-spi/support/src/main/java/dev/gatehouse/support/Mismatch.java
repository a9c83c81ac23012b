package dev.gatehouse.support;

import dev.gatehouse.spi.stability.Internal;
import java.util.Collection;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Describes for operators what came and what was expected. Values that came are not trusted: they are truncated and
 * printable, and parts that may hold a credential are masked. Stateless and thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class Mismatch {

    private static final int MAX_VALUE = 80;
    private static final int MAX_LIST = 85;
    private static final String MASK = "***";

    private Mismatch() {}

    /**
     * Returns a sentence such as {@code aud is "a"; expected one of "b", "c"}, of 250 characters at most if the name is
     * short.
     *
     * @param name the name of the member
     * @param came its value: a string, a collection, another JSON value, or {@code null} if it is absent
     * @param expected the accepted values
     */
    public static String of(String name, @Nullable Object came, Collection<String> expected) {
        String one = expected.size() == 1 ? "; expected " : "; expected one of ";
        return name + " is " + shown(came) + one + values(new TreeSet<>(expected));
    }

    /** Returns a value in quotes, or what it is if it is not a string. */
    public static String shown(@Nullable Object value) {
        if (value == null) {
            return "absent";
        }
        if (value instanceof String text) {
            return '"' + masked(text) + '"';
        }
        if (value instanceof Collection<?> many) {
            return many.isEmpty() ? "an empty list" : values(many);
        }
        return value instanceof Number || value instanceof Boolean
                ? Printable.text(value.toString(), MAX_VALUE)
                : "a JSON object";
    }

    /** Returns the first value, and others as long as there is space for what was expected. */
    private static String values(Collection<?> values) {
        StringBuilder text = new StringBuilder();
        int count = 0;
        for (Object value : values) {
            String next = value instanceof Collection<?> ? "a list" : shown(value);
            if (count > 0 && text.length() + next.length() > MAX_LIST) {
                return text + " and " + (values.size() - count) + " more";
            }
            text.append(count == 0 ? "" : ", ").append(next);
            count++;
        }
        return text.toString();
    }

    /** Returns an untrusted string truncated and printable, without credentials in URLs and without tokens. */
    public static String masked(String text) {
        if (isCredential(text)) {
            return MASK;
        }
        String safe = withoutParameters(withoutUser(text)).replace('"', '\'');
        String start = Printable.text(safe, MAX_VALUE);
        return safe.length() > MAX_VALUE ? start + "..." : start;
    }

    private static boolean isCredential(String text) {
        return text.contains("eyJ")
                || text.regionMatches(true, 0, "Bearer ", 0, 7)
                || text.regionMatches(true, 0, "Basic ", 0, 6);
    }

    private static String withoutUser(String text) {
        int scheme = text.indexOf("://");
        int from = scheme < 0 ? 0 : scheme + 3;
        int end = from;
        while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        int at = text.lastIndexOf('@', end - 1);
        boolean user = at >= from && (scheme >= 0 || text.substring(from, at).indexOf(':') >= 0);
        return user ? text.substring(0, from) + MASK + text.substring(at) : text;
    }

    private static String withoutParameters(String text) {
        if (!text.contains("://")) {
            return text;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '?' || text.charAt(i) == '#') {
                return text.substring(0, i + 1) + MASK;
            }
        }
        return text;
    }
}
