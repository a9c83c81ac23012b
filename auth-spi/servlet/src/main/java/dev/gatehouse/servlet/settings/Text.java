package dev.gatehouse.servlet.settings;

/** How texts from outside are put into messages. Stateless. */
final class Text {

    private static final int SHOWN = 120;

    private Text() {}

    /** Returns a text in one line of bounded length, control characters written as escapes: nobody forges a line of the log with it. */
    static String printable(String text) {
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
