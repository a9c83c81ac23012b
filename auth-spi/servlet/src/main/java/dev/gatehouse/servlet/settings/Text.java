package dev.gatehouse.servlet.settings;

import dev.gatehouse.support.Printable;

/** How texts from outside are put into messages. Stateless. */
final class Text {

    private static final int SHOWN = 120;

    private Text() {}

    /** Returns a text in one line of bounded length, control characters written as escapes: nobody forges a line of the log with it. */
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
