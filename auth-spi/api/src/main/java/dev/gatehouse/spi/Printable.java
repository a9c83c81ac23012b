package dev.gatehouse.spi;

/** Makes untrusted strings safe for a log line. */
final class Printable {

    private Printable() {}

    /**
     * Returns the string, truncated to a length. Each character that could break a line, or hide or reorder characters
     * in a log, is replaced by {@code ?}: control characters, line and paragraph separators, formatting characters such
     * as those of bidirectional text, and surrogates.
     */
    static String text(String text, int maxLength) {
        int length = Math.min(text.length(), maxLength);
        int clean = 0;
        while (clean < length && isPrintable(text.charAt(clean))) {
            clean++;
        }
        if (clean == text.length()) {
            return text;
        }
        StringBuilder cleaned = new StringBuilder(length).append(text, 0, clean);
        for (int i = clean; i < length; i++) {
            char c = text.charAt(i);
            cleaned.append(isPrintable(c) ? c : '?');
        }
        return cleaned.toString();
    }

    private static boolean isPrintable(char c) {
        if (c < 0x7f) {
            return c >= ' ';
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
