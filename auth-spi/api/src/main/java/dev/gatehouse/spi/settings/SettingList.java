package dev.gatehouse.spi.settings;

import dev.gatehouse.spi.stability.Incubating;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The syntax of all lists in settings, users files and user databases.
 *
 * <p>Commas separate the items, and spaces around an item are ignored. In double quotes, a comma, an equals sign and a
 * backslash have no special meaning; a double quote is written twice. Quotes enclose a whole item, or a whole name or
 * value of an item {@code name=value}:
 *
 * <pre>
 * "CN=Tasklist Admins,OU=Groups,DC=corp"=WRITE, read:*=READ
 * </pre>
 *
 * <p>A list that can be read in two ways is refused: an unquoted LDAP distinguished name, an unquoted item
 * {@code name=value} with two equals signs, and a backslash before a comma.
 *
 * <p>Messages say what was expected and do not repeat the text. Stateless and thread-safe.
 *
 * @since 0.1
 */
@Incubating
public final class SettingList {

    private static final String EXAMPLE = "\"CN=Tasklist Admins,OU=Groups,DC=corp\"";

    /** Attribute types that nearly every distinguished name contains, and further ones (RFC 4514 section 3). */
    private static final Set<String> USUAL_TYPES = Set.of("cn", "ou", "dc", "uid");

    private static final Set<String> FURTHER_TYPES = Set.of(
            "o",
            "c",
            "l",
            "st",
            "s",
            "street",
            "sn",
            "t",
            "g",
            "givenname",
            "serialnumber",
            "e",
            "email",
            "emailaddress",
            "mail",
            "userid",
            "samaccountname");

    /**
     * An item {@code name} or {@code name=value}.
     *
     * @param name the name with its quotes, if it has any; see {@link SettingList#unquoted}
     * @param value the value without quotes
     * @since 0.1
     */
    @Incubating
    public record Entry(String name, Optional<String> value) {}

    private SettingList() {}

    /**
     * Returns the items without their quotes.
     *
     * @throws IllegalArgumentException if an item is empty or occurs twice, or if the list can be read in two ways
     */
    public static List<String> items(String text) {
        Set<String> items = new LinkedHashSet<>();
        for (String item : parts(text)) {
            if (item.isEmpty()) {
                throw new IllegalArgumentException("expected values separated by commas, but one is empty");
            }
            if (!items.add(item)) {
                throw new IllegalArgumentException("expected distinct values, but one occurs twice");
            }
        }
        return List.copyOf(items);
    }

    /**
     * Returns the items without their quotes; items may be empty and may occur twice.
     *
     * @throws IllegalArgumentException if the list can be read in two ways, or if a quote is misplaced
     */
    public static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        for (String part : expressions(text)) {
            parts.add(unquoted(part));
        }
        return Collections.unmodifiableList(parts);
    }

    /**
     * Returns the items with their quotes, for items that have a syntax of their own, such as claim paths.
     *
     * @throws IllegalArgumentException if the list can be read in two ways, or if a quote is not closed
     */
    public static List<String> expressions(String text) {
        return unambiguous(split(text, ','), true);
    }

    /**
     * Returns the items {@code name} or {@code name=value}.
     *
     * @throws IllegalArgumentException if a name or value is empty, if the list can be read in two ways, or if a quote
     *     is misplaced
     */
    public static List<Entry> entries(String text) {
        List<Entry> entries = new ArrayList<>();
        // c=CREATE, l=LIST is a plausible map, although both are attribute types of distinguished names.
        for (String item : unambiguous(split(text, ','), false)) {
            List<String> sides = split(item, '=');
            if (sides.size() > 2) {
                throw new IllegalArgumentException("an item with several equals signs can be read in two ways; put the"
                        + " part that contains one in double quotes, such as " + EXAMPLE + "=WRITE");
            }
            Optional<String> value = sides.size() == 1 ? Optional.empty() : Optional.of(unquoted(sides.get(1)));
            String name = sides.get(0);
            if (name.isEmpty()
                    || name.equals("\"\"")
                    || value.filter(String::isEmpty).isPresent()) {
                throw new IllegalArgumentException(
                        "expected names or name=value separated by commas, but a name or value is empty");
            }
            entries.add(new Entry(name, value));
        }
        return List.copyOf(entries);
    }

    /**
     * Returns the items {@code name=value}, in their order and without quotes.
     *
     * @throws IllegalArgumentException if an item has no value, if a name occurs twice, or as in {@link #entries}
     */
    public static Map<String, String> map(String text) {
        Map<String, String> map = new LinkedHashMap<>();
        for (Entry entry : entries(text)) {
            String value = entry.value()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "expected items name=value separated by commas, such as read:*=READ; put a name with a"
                                    + " comma or an equals sign in double quotes, such as " + EXAMPLE + "=WRITE"));
            if (map.put(unquoted(entry.name()), value) != null) {
                throw new IllegalArgumentException("expected distinct names, but one occurs twice");
            }
        }
        return Collections.unmodifiableMap(map);
    }

    /**
     * Returns an item without its quotes.
     *
     * @throws IllegalArgumentException if it contains quotes that do not enclose all of it
     */
    public static String unquoted(String item) {
        String text = item.strip();
        if (text.indexOf('"') < 0) {
            return text;
        }
        boolean enclosed = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        String inner = enclosed ? text.substring(1, text.length() - 1) : text;
        if (!enclosed || inner.replace("\"\"", "").indexOf('"') >= 0) {
            throw new IllegalArgumentException("double quotes must enclose a whole name or value, such as " + EXAMPLE
                    + "; a double quote inside them is written twice");
        }
        return inner.replace("\"\"", "\"");
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(from, i).strip());
                from = i + 1;
            }
        }
        if (quoted) {
            throw new IllegalArgumentException("a double quote is not closed; write it twice if it is part of a value");
        }
        parts.add(text.substring(from).strip());
        return parts;
    }

    /** @param further whether the less usual attribute types count as well */
    private static List<String> unambiguous(List<String> items, boolean further) {
        for (int i = 0; i + 1 < items.size(); i++) {
            String left = attributeType(items.get(i));
            String right = attributeType(items.get(i + 1));
            boolean usual = further || USUAL_TYPES.contains(left) || USUAL_TYPES.contains(right);
            if (items.get(i).endsWith("\\") || (isType(left) && isType(right) && usual)) {
                throw new IllegalArgumentException(
                        "a distinguished name without quotes can be read in two ways, as one item or as several; write"
                                + " it in double quotes, such as " + EXAMPLE + ", or " + EXAMPLE
                                + "=WRITE where a name is mapped to another");
            }
        }
        return items;
    }

    private static boolean isType(String name) {
        boolean objectId = !name.isEmpty() && name.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
        return objectId || USUAL_TYPES.contains(name) || FURTHER_TYPES.contains(name);
    }

    /** Returns what precedes the first equals sign, in lower case; empty if there is none. */
    private static String attributeType(String item) {
        int equals = item.indexOf('=');
        return equals < 0 ? "" : item.substring(0, equals).strip().toLowerCase(Locale.ROOT);
    }
}
