package dev.gatehouse.servlet.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a properties file: {@code key = value} in UTF-8, comments, continued lines and escapes as in
 * {@link java.util.Properties}. Unlike that class, it refuses a separator other than {@code =}, an unknown escape, and
 * a backslash at the end of the file. Not thread-safe.
 */
final class SettingsFile {

    private static final int LIMIT = 1 << 20;

    private final String name;
    private final String content;
    private final SettingErrors problems;
    private final List<SourceEntry> entries = new ArrayList<>();
    private int position;
    private int line;

    private SettingsFile(String name, String content, SettingErrors problems) {
        this.name = name;
        this.content = content;
        this.problems = problems;
    }

    /** Returns the entries of a file in their order and adds its problems to the errors. */
    static List<SourceEntry> read(Path file, SettingErrors problems) {
        String name = PrintableText.printable(file.toString());
        try {
            return parse(name, Utf8File.read(file, LIMIT), problems);
        } catch (UnreadableFileException unreadable) {
            SettingOrigin origin = new SettingOrigin(name, unreadable.line());
            problems.add(origin + ": the settings file cannot be read: " + unreadable.getMessage());
            return List.of();
        }
    }

    static List<SourceEntry> parse(String name, String content, SettingErrors problems) {
        SettingsFile file = new SettingsFile(name, content, problems);
        file.parse();
        return file.entries;
    }

    private void parse() {
        while (position < content.length()) {
            String text = nextLine();
            if (text.isEmpty() || text.charAt(0) == '#' || text.charAt(0) == '!') {
                continue;
            }
            SettingOrigin origin = new SettingOrigin(name, line);
            StringBuilder whole = new StringBuilder(text);
            boolean complete = true;
            while (complete && continues(whole)) {
                whole.setLength(whole.length() - 1);
                complete = position < content.length();
                if (complete) {
                    whole.append(nextLine());
                }
            }
            if (complete) {
                add(whole.toString(), origin);
            } else {
                problems.add(origin + ": the last line ends with \\; remove it");
            }
        }
    }

    /** Returns the next line without leading whitespace, which has no meaning. */
    private String nextLine() {
        int start = position;
        while (position < content.length() && content.charAt(position) != '\n' && content.charAt(position) != '\r') {
            position++;
        }
        int end = position;
        if (position < content.length()) {
            boolean two = content.startsWith("\r\n", position);
            position += two ? 2 : 1;
        }
        line++;
        while (start < end && blank(content.charAt(start))) {
            start++;
        }
        return content.substring(start, end);
    }

    private void add(String text, SettingOrigin origin) {
        int separator = text.indexOf('=');
        try {
            String key = Escapes.decode(separator < 0 ? "" : text.substring(0, endOfKey(text, separator)));
            if (!hasForm(key)) {
                problems.add(origin + ": expected key = value, with a key of lower-case letters, digits, . and -");
                return;
            }
            int start = separator + 1;
            while (start < text.length() && blank(text.charAt(start))) {
                start++;
            }
            entries.add(new SourceEntry(key, Escapes.decode(text.substring(start)), origin));
        } catch (IllegalArgumentException malformed) {
            problems.add(origin + ": " + malformed.getMessage());
        }
    }

    private static int endOfKey(String text, int separator) {
        int end = separator;
        while (end > 0 && blank(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    /** A line with other characters is not a misspelt key but the rest of a value, which a message must not show. */
    private static boolean hasForm(String key) {
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && !(c >= '0' && c <= '9') && c != '.' && c != '-' && c != '_') {
                return false;
            }
        }
        return !key.isEmpty();
    }

    private static boolean continues(CharSequence text) {
        int backslashes = 0;
        while (backslashes < text.length() && text.charAt(text.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private static boolean blank(char c) {
        return c == ' ' || c == '\t' || c == '\f';
    }
}
