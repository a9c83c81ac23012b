package dev.gatehouse.spring;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of an item of a YAML list, such as {@code auth.mechanisms[0]}.
 *
 * @param key the name of the list
 * @param index the position of the item, from 0
 */
record ListItem(String key, int index) {

    private static final Pattern NAME = Pattern.compile("([^\\[\\]]+)\\[(\\d{1,4})]");

    /** Returns the item that a property is; {@code null} if it is none. */
    static @Nullable ListItem of(String property) {
        Matcher name = NAME.matcher(property);
        return name.matches() ? new ListItem(name.group(1), Integer.parseInt(name.group(2))) : null;
    }
}
