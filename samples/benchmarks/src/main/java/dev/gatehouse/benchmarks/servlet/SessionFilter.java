package dev.gatehouse.benchmarks.servlet;

import dev.gatehouse.cookie.CookieMechanismFactory;
import dev.gatehouse.cookie.sessions.MemorySessionsFactory;
import dev.gatehouse.cookie.users.PasswordHash;
import dev.gatehouse.cookie.users.User;
import dev.gatehouse.cookie.users.Users;
import dev.gatehouse.servlet.Gatehouse;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Our host with the mechanism {@code cookie}, sessions in memory and one user. */
public final class SessionFilter {

    /** The user's name and password. */
    public static final String USER = "demo";

    private SessionFilter() {}

    /** Starts it. */
    public static Gatehouse start() {
        User user =
                new User(USER, "Demo", PasswordHash.create(USER), Set.of("READ", "WRITE"), Set.of(), Set.of(), false);
        return Gatehouse.builder()
                .withoutEnvironment()
                .settings(Map.of("auth.mechanisms", "cookie", "auth.sessions", "memory"))
                .mechanism(CookieMechanismFactory.withUsers(Users.of(List.of(user))))
                .sessions(new MemorySessionsFactory())
                .start();
    }
}
