package dev.gatehouse.cookie.users;

import java.util.Set;

/** Users with cheap hashes. */
public final class SampleUsers {

    private static final Argon2Hash.Cost CHEAP = new Argon2Hash.Cost(64, 1, 1);

    private SampleUsers() {}

    public static PasswordHash hash(String password) {
        return PasswordHash.create(password, CHEAP);
    }

    public static User user(String name, String password, String... permissions) {
        return new User(name, name, hash(password), Set.of(permissions), Set.of(), Set.of(), false);
    }

    public static User disabled(User user) {
        return new User(
                user.name(),
                user.displayName(),
                user.passwordHash(),
                user.permissions(),
                user.groups(),
                user.tenants(),
                true);
    }
}
