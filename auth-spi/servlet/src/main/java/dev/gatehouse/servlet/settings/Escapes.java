package dev.gatehouse.servlet.settings;

/**
 * The escapes of properties files, strictly: an unknown one is refused, because a forgotten second backslash would
 * silently change a path. Stateless.
 */
final class Escapes {

    private Escapes() {}

    /**
     * Returns the string without escapes.
     *
     * @throws IllegalArgumentException if an escape is unknown or incomplete; the message does not repeat the input
     */
    static String decode(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder decoded = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i++);
            if (c != '\\') {
                decoded.append(c);
                continue;
            }
            if (i == text.length()) {
                throw new IllegalArgumentException("incomplete escape at the end; write \\\\ for a backslash");
            }
            char kind = text.charAt(i++);
            if (kind == 'u') {
                decoded.append(unicode(text, i));
                i += 4;
            } else {
                decoded.append(simple(kind));
            }
        }
        return checked(decoded);
    }

    private static char simple(char kind) {
        return switch (kind) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 'f' -> '\f';
            case '\\', '=', ':', '#', '!', ' ', '"', '\'', ',' -> kind;
            default ->
                throw new IllegalArgumentException("unknown escape; write \\\\ for a backslash, or use / in paths");
        };
    }

    private static char unicode(String text, int start) {
        int value = 0;
        for (int i = start; i < start + 4; i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw new IllegalArgumentException("\\u needs four hexadecimal digits");
            }
            value = value * 16 + digit;
        }
        return (char) value;
    }

    private static String checked(CharSequence text) {
        // A surrogate that is half of a pair is not a code point of its own.
        boolean half = text.codePoints().anyMatch(c -> c <= Character.MAX_VALUE && Character.isSurrogate((char) c));
        if (half) {
            throw new IllegalArgumentException("a \\u escape is half of a surrogate pair; write both halves");
        }
        return text.toString();
    }
}
