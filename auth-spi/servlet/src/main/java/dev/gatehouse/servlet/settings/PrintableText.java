package dev.gatehouse.servlet.settings;

import dev.gatehouse.support.Printable;

/** Makes strings from outside safe to show in messages and logs. Stateless. */
final class PrintableText {

    private static final int SHOWN = 120;

    private PrintableText() {}

    /**
     * Returns the string as one line of at most 120 characters with control characters escaped, so that it cannot forge
     * a log line.
     */
    static String printable(String text) {
        return Printable.escaped(text, SHOWN);
    }

    static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
