package dev.gatehouse.cookie.users;

import dev.gatehouse.spi.files.UnusableFileException;
import dev.gatehouse.spi.settings.SettingList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parses a users file: lines {@code user.<name>.<property> = <value>}, blank lines, and comments that start with
 * {@code #}. The value is everything after the first {@code =}, without surrounding blanks. There are no escapes and no
 * continuation lines. Anything else is refused with its line number.
 */
final class UsersFileParser {

    private static final String PREFIX = "user.";
    private static final Set<String> PROPERTIES =
            Set.of("password", "permissions", "display-name", "groups", "tenants", "disabled");
    private static final String EXPECTED =
            "expected user.<name>.<property> = <value>, where the property is one of password, permissions,"
                    + " display-name, groups, tenants, disabled";

    private record Value(int line, String text) {}

    private static final class Draft {
        private final int line;
        private final Map<String, Value> values = new LinkedHashMap<>();

        Draft(int line) {
            this.line = line;
        }
    }

    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final Map<String, String> folded = new LinkedHashMap<>();

    private UsersFileParser() {}

    /** Returns the users, including demo users with their public passwords. */
    static FixedUsers parse(String text) throws UnusableFileException {
        return read(text).users();
    }

    /**
     * Returns the users; refuses demo users with their public passwords. Takes as long as a login for each name of a
     * demo user.
     */
    static FixedUsers parseWithoutDemoUsers(String text) throws UnusableFileException {
        UsersFileParser parser = read(text);
        FixedUsers users = parser.users();
        for (Map.Entry<String, Draft> entry : parser.drafts.entrySet()) {
            Value password = entry.getValue().values.get("password");
            if (password != null && DemoUsers.isOne(entry.getKey(), hash(password))) {
                throw new UnusableFileException(
                        password.line(),
                        "the user " + entry.getKey() + " has its name as its password, as in the demo. Change the"
                                + " password or remove the user");
            }
        }
        return users;
    }

    private static UsersFileParser read(String text) throws UnusableFileException {
        UsersFileParser parser = new UsersFileParser();
        int line = 0;
        for (String content : text.split("\n", -1)) {
            line++;
            parser.line(line, content.strip());
        }
        return parser;
    }

    private void line(int line, String content) throws UnusableFileException {
        if (content.isEmpty() || content.startsWith("#")) {
            return;
        }
        int equals = content.indexOf('=');
        String key = equals < 0 ? "" : content.substring(0, equals).strip();
        int dot = key.lastIndexOf('.');
        if (!key.startsWith(PREFIX) || dot < PREFIX.length() || !PROPERTIES.contains(key.substring(dot + 1))) {
            throw new UnusableFileException(line, EXPECTED);
        }
        String name = key.substring(PREFIX.length(), dot);
        if (!UserNames.isName(name) || !name.equals(name.strip())) {
            throw new UnusableFileException(
                    line,
                    "expected a user name of 1 to 255 characters without control characters and surrounding blanks");
        }
        Draft draft = drafts.get(name);
        if (draft == null) {
            draft = new Draft(line);
            String other = folded.putIfAbsent(UserNames.fold(name), name);
            if (other != null) {
                throw new UnusableFileException(
                        line, "another user name differs only in case, which people would confuse; rename one of them");
            }
            drafts.put(name, draft);
        }
        String property = key.substring(dot + 1);
        Value value = new Value(line, content.substring(equals + 1).strip());
        Value before = draft.values.putIfAbsent(property, value);
        if (before != null) {
            throw new UnusableFileException(
                    line,
                    "the " + property + " of this user is already in line " + before.line() + "; remove one of them");
        }
    }

    private FixedUsers users() throws UnusableFileException {
        List<User> users = new ArrayList<>();
        for (Map.Entry<String, Draft> entry : drafts.entrySet()) {
            users.add(user(entry.getKey(), entry.getValue()));
        }
        if (users.isEmpty()) {
            throw new UnusableFileException(1, "the file contains no user; " + EXPECTED);
        }
        return FixedUsers.of(users);
    }

    private static User user(String name, Draft draft) throws UnusableFileException {
        Value password = draft.values.get("password");
        if (password == null) {
            throw new UnusableFileException(
                    draft.line,
                    "this user has no password; add user.<name>.password with a hash made by"
                            + " dev.gatehouse.cookie.users.HashPassword");
        }
        Value display = draft.values.get("display-name");
        if (display != null && display.text().isEmpty()) {
            throw new UnusableFileException(display.line(), "the display name is empty; set one or remove the line");
        }
        return new User(
                name,
                display != null ? display.text() : name,
                hash(password),
                set(draft.values.get("permissions")),
                set(draft.values.get("groups")),
                set(draft.values.get("tenants")),
                flag(draft.values.get("disabled")));
    }

    private static PasswordHash hash(Value value) throws UnusableFileException {
        try {
            return PasswordHash.parse(value.text());
        } catch (IllegalArgumentException bad) {
            throw new UnusableFileException(
                    value.line(),
                    "the password is not a valid hash: " + bad.getMessage()
                            + "; create one with dev.gatehouse.cookie.users.HashPassword");
        }
    }

    private static Set<String> set(@Nullable Value value) throws UnusableFileException {
        if (value == null || value.text().isEmpty()) {
            return Set.of();
        }
        try {
            return new LinkedHashSet<>(SettingList.items(value.text()));
        } catch (IllegalArgumentException notAList) {
            throw new UnusableFileException(value.line(), String.valueOf(notAList.getMessage()));
        }
    }

    private static boolean flag(@Nullable Value value) throws UnusableFileException {
        if (value == null) {
            return false;
        }
        return switch (value.text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new UnusableFileException(value.line(), "expected true or false");
        };
    }
}
