package dev.gatehouse.benchmarks.logins;

import dev.gatehouse.cookie.users.PasswordHash;
import dev.gatehouse.cookie.users.User;
import dev.gatehouse.cookie.users.Users;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Some users, and as many names of the same length that nobody has.
 *
 * @param size how many
 */
record Directory(int size) {

    Users users() {
        List<User> users = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            String name = name(Arm.KNOWN, i);
            PasswordHash hash = PasswordHash.create("the right one of " + name);
            users.add(new User(name, name, hash, Set.of("READ"), Set.of(), Set.of(), false));
        }
        return Users.of(users);
    }

    String name(Arm arm, int number) {
        return String.format(Locale.ROOT, arm == Arm.UNKNOWN ? "nobody%03d" : "person%03d", number);
    }
}
