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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Creates the mechanism {@code cookie}: people log in with name and password and are then recognised by a session
 * cookie. The users come from the file in {@code auth.cookie.users-file}, from the directory in
 * {@code auth.cookie.users}, or from a directory of the application's own: {@link #withUsers(Users)}. Thread-safe.
 *
 * @since 0.1
 */
@Stable
public final class CookieMechanismFactory implements AuthenticationMechanismFactory {

    private final UsersSource users;

    /** For {@link java.util.ServiceLoader}: the settings select the users. */
    public CookieMechanismFactory() {
        this(UsersSource.configured());
    }

    private CookieMechanismFactory(UsersSource users) {
        this.users = users;
    }

    /**
     * Returns a factory whose mechanism uses this directory. It declares no settings for users, and does not close the
     * directory.
     */
    public static CookieMechanismFactory withUsers(Users users) {
        return new CookieMechanismFactory(UsersSource.given(users));
    }

    /**
     * Returns a factory for a demonstration that only this machine can reach: settings select the users, and the users
     * file may have {@linkplain dev.gatehouse.cookie.users.DemoUsers demo users} with their public passwords. All other
     * factories refuse such a file, at the start and whenever it changes. There is no setting for it, so that a
     * configuration cannot bring these users into production.
     */
    public static CookieMechanismFactory withDemoUsers() {
        return new CookieMechanismFactory(new UsersSource(null, true));
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
        settings.addAll(LoginMethods.settings());
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
                    "a path is in " + LoginSettings.LOGIN_PATHS.key() + " as well; choose another path");
        }
        return users.open(context, source -> mechanism(context, source, loginPaths, logoutPaths));
    }

    private static CookieMechanism mechanism(
            MechanismContext context, UsersSource.Directory source, List<String> loginPaths, List<String> logoutPaths) {
        Settings settings = context.settings();
        Users directory = source.users();
        CachedUsers cached = new CachedUsers(directory, SessionClock.of(context)::nanos);
        Sessions sessions = context.sessions();
        HashingLimit hashing = HashingLimit.of(context);
        PasswordCheck check = PasswordCheck.of(directory, context);
        SessionEntry entry = new SessionEntry(context.name(), context.clock(), sessions, cached);
        LoginEndpoint login = new LoginEndpoint(
                new LoginForm(settings.get(LoginSettings.LOGIN_QUERY)),
                check,
                new Rehashing(directory, sessions, hashing),
                entry);
        List<Endpoint> endpoints = new ArrayList<>();
        loginPaths.forEach(path -> endpoints.add(new Endpoint("POST", path, login)));
        LogoutEndpoint logout = new LogoutEndpoint(sessions);
        logoutPaths.forEach(path -> endpoints.add(new Endpoint("POST", path, logout)));
        Set<String> prefixes = new LinkedHashSet<>();
        LocalLogins logins = new LocalLogins(directory, sessions, check, LoginThrottle.of(context), entry);
        for (LoginMethod method : LoginMethods.create(context, logins)) {
            endpoints.addAll(method.endpoints());
            prefixes.addAll(method.cookiePrefixes());
        }
        return new CookieMechanism(sessions, source, new UserSessionGuard(cached), endpoints, prefixes, hashing);
    }
}
