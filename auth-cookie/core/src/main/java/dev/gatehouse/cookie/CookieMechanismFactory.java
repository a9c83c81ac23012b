package dev.gatehouse.cookie;

import dev.gatehouse.cookie.sessions.SessionClock;
import dev.gatehouse.cookie.users.Users;
import dev.gatehouse.cookie.users.UsersSource;
import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.Endpoint;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import dev.gatehouse.spi.stability.Stable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * Makes the mechanism {@code cookie}: people log in with name and password and are known by a session cookie afterwards. The users come from the file that
 * {@code auth.cookie.users-file} names, from where {@code auth.cookie.users} says, or from a directory of the embedder's own: {@link #withUsers(Users)}. Thread-safe.
 *
 * @since 0.1
 */
@Stable
public final class CookieMechanismFactory implements AuthenticationMechanismFactory {

    private final UsersSource users;

    /** For {@link java.util.ServiceLoader}: with the users that the settings name. */
    public CookieMechanismFactory() {
        this.users = new UsersSource(null);
    }

    private CookieMechanismFactory(Users users) {
        this.users = new UsersSource(Objects.requireNonNull(users, "users"));
    }

    /** Returns a factory whose mechanism asks this directory; the settings of users are then not known. The directory is not closed. */
    public static CookieMechanismFactory withUsers(Users users) {
        return new CookieMechanismFactory(users);
    }

    @Override
    public String name() {
        return "cookie";
    }

    @Override
    public List<Setting<?>> settings() {
        List<Setting<?>> settings = new ArrayList<>(LoginSettings.ofLogin());
        settings.addAll(LoginSettings.ofPasswords());
        settings.addAll(users.settings());
        return List.copyOf(settings);
    }

    @Override
    public AuthenticationMechanism<?> create(MechanismContext context) {
        Settings settings = context.settings();
        List<String> loginPaths = settings.get(LoginSettings.LOGIN_PATHS);
        List<String> logoutPaths = settings.get(LoginSettings.LOGOUT_PATHS);
        if (!Collections.disjoint(loginPaths, logoutPaths)) {
            throw settings.refuse(
                    LoginSettings.LOGOUT_PATHS,
                    "one of them is in " + LoginSettings.LOGIN_PATHS.key() + " too; choose another path");
        }
        return users.open(context, source -> mechanism(context, source, loginPaths, logoutPaths));
    }

    private static CookieMechanism mechanism(
            MechanismContext context, UsersSource.Directory source, List<String> loginPaths, List<String> logoutPaths) {
        Settings settings = context.settings();
        Users directory = source.users();
        CachedUsers cached = new CachedUsers(directory, SessionClock.of(context)::nanos);
        Sessions sessions = context.sessions();
        LoginEndpoint login = new LoginEndpoint(
                context.name(),
                context.clock(),
                sessions,
                new LoginForm(settings.get(LoginSettings.LOGIN_QUERY)),
                PasswordCheck.of(directory, context),
                new Rehashing(directory, sessions, HashingLimit.of(context)),
                cached);
        List<Endpoint> endpoints = new ArrayList<>();
        loginPaths.forEach(path -> endpoints.add(new Endpoint("POST", path, login)));
        LogoutEndpoint logout = new LogoutEndpoint(sessions);
        logoutPaths.forEach(path -> endpoints.add(new Endpoint("POST", path, logout)));
        return new CookieMechanism(sessions, source, new UserSessionGuard(cached), endpoints);
    }
}
