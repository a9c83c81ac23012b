package dev.gatehouse.servlet.gate;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads cookies from the {@code Cookie} headers (RFC 6265 section 5.4).
 *
 * <p>Containers parse them differently. Some clients send a whole {@code Set-Cookie} line back, with attributes such as
 * {@code Path=/} and {@code HttpOnly} between the cookies. Everything except the requested cookies is ignored.
 */
final class CookieHeader {

    private CookieHeader() {}

    /** Returns the distinct values of a cookie, in order; unmodifiable. */
    static List<String> values(HttpServletRequest request, String name) {
        Enumeration<String> headers = request.getHeaders("Cookie");
        if (headers == null || !headers.hasMoreElements()) {
            return List.of();
        }
        List<String> values = null;
        while (headers.hasMoreElements()) {
            values = collect(headers.nextElement(), name, values);
        }
        return values == null ? List.of() : values;
    }

    /** Returns the distinct values of the cookies whose names start with a prefix, by name, in order; unmodifiable. */
    static Map<String, List<String>> byPrefix(HttpServletRequest request, String prefix) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        Enumeration<String> headers = request.getHeaders("Cookie");
        while (headers != null && headers.hasMoreElements()) {
            for (String pair : headers.nextElement().split(";", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? "" : pair.substring(0, equals).trim();
                if (name.startsWith(prefix)) {
                    String value = pair.substring(equals + 1).trim();
                    found.merge(name, List.of(value), (values, more) -> with(values, value));
                }
            }
        }
        return Collections.unmodifiableMap(found);
    }

    private static @Nullable List<String> collect(String header, String name, @Nullable List<String> found) {
        List<String> values = found;
        int from = 0;
        while (from < header.length()) {
            int end = header.indexOf(';', from);
            end = end < 0 ? header.length() : end;
            int start = skipBlanks(header, from, end);
            int equals = start + name.length();
            if (equals < end && header.charAt(equals) == '=' && header.startsWith(name, start)) {
                String value = header.substring(equals + 1, end).trim();
                values = values == null ? List.of(value) : with(values, value);
            }
            from = end + 1;
        }
        return values;
    }

    private static List<String> with(List<String> values, String value) {
        if (values.contains(value)) {
            return values;
        }
        List<String> more = new ArrayList<>(values);
        more.add(value);
        return List.copyOf(more);
    }

    private static int skipBlanks(String header, int from, int end) {
        int start = from;
        while (start < end && (header.charAt(start) == ' ' || header.charAt(start) == '\t')) {
            start++;
        }
        return start;
    }
}
