package dev.gatehouse.identity.login;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a browser goes after a log-in: a path of this application, below its context path, with an optional query. It
 * never leads to another origin. Browsers read a backslash as a slash and skip tabs and line breaks, so all of these
 * are refused. Immutable.
 *
 * @param value the path and the query, ASCII
 */
record ReturnPath(String value) {

    static final ReturnPath HOME = new ReturnPath("/");

    /** A cookie has room for it. */
    private static final int LONGEST = 1500;

    private static final String IN_PATHS = "-._~!$&'()*+,=:@";
    private static final String IN_QUERIES = IN_PATHS + ";/?";
    /** Browsers send these in queries as they are; a {@code Location} has them in encoded form. */
    private static final String ENCODED_IN_QUERIES = "\"<>[]^`{|}\\";

    /**
     * Returns the path.
     *
     * @param text the path with the context path, as in a request line
     * @param contextPath the context path; empty at the root
     * @return the path; {@code null} if it is not one of this application
     */
    static @Nullable ReturnPath parse(String text, String contextPath) {
        boolean inside =
                text.equals(contextPath) || text.startsWith(contextPath + "/") || text.startsWith(contextPath + "?");
        if (text.length() > LONGEST || !text.startsWith("/") || !inside) {
            return null;
        }
        String rest = text.substring(contextPath.length());
        int question = rest.indexOf('?');
        String path = question < 0 ? rest : rest.substring(0, question);
        if (!isPath(path)) {
            return null;
        }
        String query = question < 0 ? "" : query(rest.substring(question + 1));
        return query == null ? null : new ReturnPath((path.isEmpty() ? "/" : path) + query);
    }

    private static boolean isPath(String path) {
        if (path.startsWith("//") || path.contains("//")) {
            return false;
        }
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%') {
                int octet = octet(path, i);
                boolean slash = octet == '/' || octet == '\\';
                if (octet < ' ' || octet == 0x7f || slash || octet == '.' || octet == '%') {
                    return false;
                }
                i += 2;
            } else if (c != '/' && !isLetterOrDigit(c) && IN_PATHS.indexOf(c) < 0) {
                return false;
            }
        }
        return !(path + "/").contains("/./") && !(path + "/").contains("/../");
    }

    private static @Nullable String query(String text) {
        StringBuilder query = new StringBuilder("?");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                if (octet(text, i) < 0) {
                    return null;
                }
                query.append(c);
            } else if (ENCODED_IN_QUERIES.indexOf(c) >= 0) {
                query.append('%').append(Integer.toHexString(c).toUpperCase(Locale.ROOT));
            } else if (isLetterOrDigit(c) || IN_QUERIES.indexOf(c) >= 0) {
                query.append(c);
            } else {
                return null;
            }
        }
        return query.toString();
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** Returns the value of the escape at this position; -1 if it is malformed. */
    private static int octet(String text, int at) {
        if (at + 2 >= text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(at + 1), 16);
        int low = Character.digit(text.charAt(at + 2), 16);
        // Character.digit knows the digits of other scripts as well.
        return high < 0 || low < 0 || text.charAt(at + 1) > 'f' || text.charAt(at + 2) > 'f' ? -1 : high * 16 + low;
    }
}
