package dev.gatehouse.jwt.dpop;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Normalizes URLs for the comparison of {@code htu} (RFC 9449 section 4.3, RFC 3986 sections 6.2.2 and 6.2.3): scheme
 * and host in lower case, no default port, no query, no fragment, {@code /} for an empty path, and normalized
 * percent-encoding. Dot segments are not resolved, because the request gate refuses them.
 */
final class DpopUrl {

    private DpopUrl() {}

    /** Returns whether both are absolute HTTP URLs of the same resource. */
    static boolean same(String one, String other) {
        String normal = normal(one);
        return normal != null && normal.equals(normal(other));
    }

    static @Nullable String normal(String url) {
        boolean https = url.regionMatches(true, 0, "https://", 0, 8);
        if (!https && !url.regionMatches(true, 0, "http://", 0, 7)) {
            return null;
        }
        int start = https ? 8 : 7;
        int pathStart = end(url, start, "/?#");
        int pathEnd = end(url, pathStart, "?#");
        String authority = authority(url.substring(start, pathStart), https ? ":443" : ":80");
        String path = path(url, pathStart, pathEnd);
        return authority == null || path == null ? null : (https ? "https://" : "http://") + authority + path;
    }

    private static int end(String url, int from, String ends) {
        int at = from;
        while (at < url.length() && ends.indexOf(url.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    private static @Nullable String authority(String text, String defaultPort) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '@' || c == '\\') {
                return null;
            }
        }
        String authority = text.toLowerCase(Locale.ROOT);
        if (authority.endsWith(defaultPort)) {
            authority = authority.substring(0, authority.length() - defaultPort.length());
        } else if (authority.endsWith(":")) {
            authority = authority.substring(0, authority.length() - 1);
        }
        return authority.isEmpty() ? null : authority;
    }

    private static @Nullable String path(String url, int from, int to) {
        if (from == to) {
            return "/";
        }
        StringBuilder path = new StringBuilder(to - from);
        int at = from;
        while (at < to) {
            char c = url.charAt(at);
            if (c <= ' ' || c >= 0x7f || c == '\\') {
                return null;
            }
            if (c != '%') {
                path.append(c);
                at++;
                continue;
            }
            int high = at + 2 < to ? hex(url.charAt(at + 1)) : -1;
            int low = at + 2 < to ? hex(url.charAt(at + 2)) : -1;
            if (high < 0 || low < 0) {
                return null;
            }
            append((char) (high << 4 | low), path);
            at += 3;
        }
        return path.toString();
    }

    /** Returns the value of an ASCII digit. The JDK's method also accepts digits of other scripts. */
    private static int hex(char c) {
        return c < 0x7f ? Character.digit(c, 16) : -1;
    }

    private static void append(char decoded, StringBuilder path) {
        boolean unreserved = (decoded >= 'a' && decoded <= 'z')
                || (decoded >= 'A' && decoded <= 'Z')
                || (decoded >= '0' && decoded <= '9')
                || "-._~".indexOf(decoded) >= 0;
        if (unreserved) {
            path.append(decoded);
            return;
        }
        path.append('%')
                .append(Character.toUpperCase(Character.forDigit(decoded >> 4, 16)))
                .append(Character.toUpperCase(Character.forDigit(decoded & 15, 16)));
    }
}
