package dev.gatehouse.testkit.mechanisms;

import dev.gatehouse.spi.RequestView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes {@code Authorization} apart. */
final class Schemes {

    private Schemes() {}

    /** Returns what stands behind a scheme, empty when nothing does; {@code null} when there is no such scheme. */
    static @Nullable String value(RequestView request, String scheme) {
        List<String> headers = request.headers("Authorization");
        if (headers.isEmpty()) {
            return null;
        }
        String header = headers.get(0);
        int end = scheme.length();
        boolean mine =
                header.regionMatches(true, 0, scheme, 0, end) && (header.length() == end || header.charAt(end) == ' ');
        return mine ? header.substring(end).strip() : null;
    }
}
