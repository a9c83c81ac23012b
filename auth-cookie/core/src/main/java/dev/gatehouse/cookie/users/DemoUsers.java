package dev.gatehouse.cookie.users;

import dev.gatehouse.spi.stability.Incubating;
import java.util.Locale;
import java.util.Set;

/**
 * The users of Tasklist's demonstrations, whose passwords are public. A directory for production must not accept them.
 *
 * @since 0.1
 */
@Incubating
public final class DemoUsers {

    /** Their names. Each name is also the password. */
    public static final Set<String> NAMES = Set.of("demo", "act", "view");

    private DemoUsers() {}

    /** Returns whether a name is one of theirs, ignoring case. */
    public static boolean isName(String name) {
        return NAMES.contains(name.toLowerCase(Locale.ROOT));
    }

    /**
     * Returns whether a user is a demo user with its public password. Takes as long as a login for their names, and no
     * time for other names.
     *
     * @param hash the hash of the user's password
     */
    public static boolean isOne(String name, PasswordHash hash) {
        return isName(name) && (hash.matches(name) || hash.matches(name.toLowerCase(Locale.ROOT)));
    }
}
