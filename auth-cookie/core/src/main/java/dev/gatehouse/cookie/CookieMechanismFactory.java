package dev.gatehouse.cookie;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.Endpoint;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.Setting;
import dev.gatehouse.spi.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes the mechanism {@code cookie}: people log in with name and password and are known by a session cookie afterwards. The users come from the file that
 * {@code auth.cookie.users-file} names, or from a directory of the embedder's own: {@link #withUsers(Users)}. Thread-safe.
 */
public final class CookieMechanismFactory implements AuthenticationMechanismFactory {

    private final @Nullable Users users;

    /** For {@link java.util.ServiceLoader}: with the users' file. */
    public CookieMechanismFactory() {
        this.users = null;
    }

    private CookieMechanismFactory(Users users) {
        this.users = Objects.requireNonNull(users, "users");
    }

    /** Returns a factory whose mechanism asks this directory; {@code auth.cookie.users-file} is then no known setting. The directory is not closed. */
    public static CookieMechanismFactory withUsers(Users users) {
        return new CookieMechanismFactory(users);
    }

    @Override
    public String name() {
        return "cookie";
    }

    @Override
    public List<Setting<?>> settings() {
        List<Setting<?>> settings = new ArrayList<>(LoginSettings.withoutUsersFile());
        if (users == null) {
            settings.add(LoginSettings.USERS_FILE);
        }
        return List.copyOf(settings);
    }

    @Override
    public AuthenticationMechanism<?> create(MechanismContext context) {
        Settings settings = context.settings();
        String loginPath = settings.get(LoginSettings.LOGIN_PATH);
        String logoutPath = settings.get(LoginSettings.LOGOUT_PATH);
        if (loginPath.equals(logoutPath)) {
            throw settings.refuse(
                    LoginSettings.LOGOUT_PATH,
                    "it is the same as " + LoginSettings.LOGIN_PATH.key() + "; choose another path");
        }
        Users directory = users == null ? UsersFile.load(settings, System::nanoTime) : users;
        CachedUsers cached = new CachedUsers(directory, System::nanoTime);
        Sessions sessions = context.sessions();
        LoginEndpoint login = new LoginEndpoint(
                context.name(),
                context.clock(),
                sessions,
                new LoginForm(settings.get(LoginSettings.LOGIN_QUERY)),
                passwordCheck(directory, context),
                cached);
        return new CookieMechanism(
                sessions,
                directory,
                new UserGuard(cached),
                List.of(
                        new Endpoint("POST", loginPath, login),
                        new Endpoint("POST", logoutPath, new LogoutEndpoint(sessions))));
    }

    private static PasswordCheck passwordCheck(Users directory, MechanismContext context) {
        Settings settings = context.settings();
        int atOnce = settings.get(LoginSettings.HASH_CONCURRENCY);
        return new PasswordCheck(
                directory,
                throttle(context),
                context.state("hashing-" + atOnce, HashingLimit.class, () -> new HashingLimit(atOnce)),
                new TryLimit(settings.get(LoginSettings.ACCOUNT_TRIES), settings.get(LoginSettings.ACCOUNT_INTERVAL)),
                new TryLimit(settings.get(LoginSettings.SOURCE_TRIES), settings.get(LoginSettings.SOURCE_INTERVAL)));
    }

    // Nodes that share their sessions share the counts of tries too. The host keeps those in memory over a reload.
    private static LoginThrottle throttle(MechanismContext context) {
        if (context.sessions() instanceof StoredSessions stored
                && stored.tryCounters().isPresent()) {
            TryCounters counters = stored.tryCounters().get();
            return new LoginThrottle(counters, counters);
        }
        return context.state("throttle", LoginThrottle.class, () -> new LoginThrottle(System::nanoTime));
    }
}
