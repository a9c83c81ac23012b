package dev.gatehouse.benchmarks.logins;

import dev.gatehouse.cookie.PasswordHash;
import dev.gatehouse.cookie.User;
import dev.gatehouse.cookie.Users;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Some users, and as many names of the same length that nobody has. */
final class Directory {

    static final int NAMES = 100;

    private Directory() {}

    static Users users() {
        List<User> users = new ArrayList<>();
        for (int i = 0; i < NAMES; i++) {
            PasswordHash hash = PasswordHash.create("the right one of " + known(i));
            users.add(new User(known(i), known(i), hash, Set.of("READ"), Set.of(), Set.of(), false));
        }
        return Users.of(users);
    }

    static String name(Arm arm, int number) {
        return arm == Arm.UNKNOWN ? String.format(Locale.ROOT, "nobody%03d", number) : known(number);
    }

    private static String known(int number) {
        return String.format(Locale.ROOT, "person%03d", number);
    }
}
