package dev.gatehouse.support;

import dev.gatehouse.spi.stability.Internal;

/**
 * Makes untrusted strings safe for a log line or a message. A character is unprintable if it could break a line or hide
 * or reorder text: controls, line and paragraph separators, formatting characters such as those of bidirectional text,
 * and surrogates. Stateless and thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class Printable {

    private Printable() {}

    /**
     * Returns the string with a question mark for each unprintable character.
     *
     * @param maxLength the maximum length; a longer string is truncated; at least 0
     */
    public static String text(String string, int maxLength) {
        int length = Math.min(string.length(), maxLength);
        int clean = 0;
        while (clean < length && isPrintable(string.charAt(clean))) {
            clean++;
        }
        if (clean == string.length()) {
            return string;
        }
        StringBuilder cleaned = new StringBuilder(length).append(string, 0, clean);
        for (int i = clean; i < length; i++) {
            char c = string.charAt(i);
            cleaned.append(isPrintable(c) ? c : '?');
        }
        return cleaned.toString();
    }

    /**
     * Returns the string with each unprintable character written as an escape such as {@code \u202e}, for operators who
     * need to find it in a file.
     *
     * @param maxLength the approximate maximum length; a longer result is truncated and ends with three dots; at least
     *     0
     */
    public static String escaped(String string, int maxLength) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < string.length() && shown.length() < maxLength; i++) {
            char c = string.charAt(i);
            if (isPrintable(c) || Character.isSurrogate(c)) {
                shown.append(c);
            } else {
                shown.append(String.format("\\u%04x", (int) c));
            }
        }
        return shown.length() < maxLength
                ? shown.toString()
                : shown.append("...").toString();
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
