package dev.gatehouse.servlet.settings;

import dev.gatehouse.spi.stability.Internal;

/**
 * Makes strings from outside safe to show in messages and logs. Stateless.
 *
 * @since 0.1
 */
@Internal
public final class PrintableText {

    private static final int SHOWN = 120;

    private PrintableText() {}

    /**
     * Returns the string as one line of at most 120 characters with control characters escaped, so that it
     * cannot forge a log line.
     */
    public static String printable(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length() && shown.length() < SHOWN; i++) {
            char c = text.charAt(i);
            if (unprintable(c)) {
                shown.append(String.format("\\u%04x", (int) c));
            } else {
                shown.append(c);
            }
        }
        return shown.length() < SHOWN ? shown.toString() : shown.append("...").toString();
    }

    static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean unprintable(char c) {
        // Line separators and the marks that turn the direction of writing are no control characters by Unicode's
        // count, and mislead a reader all the same.
        int type = Character.getType(c);
        return Character.isISOControl(c)
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.FORMAT;
    }
}
