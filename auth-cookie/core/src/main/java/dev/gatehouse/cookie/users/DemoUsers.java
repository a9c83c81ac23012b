package dev.gatehouse.cookie.users;

import dev.gatehouse.spi.stability.Internal;
import java.util.Locale;
import java.util.Set;

/**
 * The users of Tasklist's demonstrations, whose passwords everybody knows. A directory that is not for a demonstration must not let them in.
 *
 * @since 0.1
 */
@Internal
public final class DemoUsers {

    /** Their names; each is its own password. */
    public static final Set<String> NAMES = Set.of("demo", "act", "view");

    private DemoUsers() {}

    /** Returns whether a name is one of theirs, whatever its letter case. */
    public static boolean isName(String name) {
        return NAMES.contains(name.toLowerCase(Locale.ROOT));
    }

    /**
     * Returns whether a user is one of them with the password that everybody knows. Takes as long as a login for their names, and no time for others.
     *
     * @param hash that of the user's password
     */
    public static boolean isOne(String name, PasswordHash hash) {
        return isName(name) && (hash.matches(name) || hash.matches(name.toLowerCase(Locale.ROOT)));
    }
}
