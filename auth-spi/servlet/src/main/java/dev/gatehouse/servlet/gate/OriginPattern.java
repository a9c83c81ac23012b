package dev.gatehouse.servlet.gate;

import dev.gatehouse.spi.stability.Internal;

/**
 * The origins of all direct subdomains of a domain, such as {@code https://*.example.com}. The star stands for one
 * label.
 *
 * @param start the origin up to the label: {@code https://}
 * @param end the rest of the origin: {@code .example.com}, with the port if it is not the standard one
 * @since 0.1
 */
@Internal
public record OriginPattern(String start, String end) {

    /** Returns the pattern of a setting that was checked. */
    static OriginPattern of(String text) {
        int star = text.indexOf('*');
        return new OriginPattern(text.substring(0, star), text.substring(star + 1));
    }

    boolean matches(String origin) {
        int from = start.length();
        int to = origin.length() - end.length();
        if (to - from < 1 || to - from > 63 || !origin.startsWith(start) || !origin.endsWith(end)) {
            return false;
        }
        for (int i = from; i < to; i++) {
            char c = origin.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && c != '-' && c != '_') {
                return false;
            }
        }
        return true;
    }
}
