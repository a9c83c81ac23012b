package dev.gatehouse.cookie;

import dev.gatehouse.cookie.sessions.SessionClock;
import dev.gatehouse.cookie.users.Users;
import dev.gatehouse.cookie.users.UsersSource;
import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.stability.Stable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Creates the mechanism {@code basic}: HTTP Basic (RFC 7617) for clients that support nothing else. It has the users
 * and the attempt limits of the mechanism {@code cookie}. The users come from the file in
 * {@code auth.cookie.users-file}, from the directory in {@code auth.cookie.users}, or from a directory of the
 * application's own: {@link #withUsers(Users)}. Thread-safe.
 *
 * @since 0.1
 */
@Stable
public final class BasicMechanismFactory implements AuthenticationMechanismFactory {

    static final Setting<Duration> CACHE_TIME = Setting.duration(
                    "auth.basic.cache-time",
                    "How long a verified password is remembered and not hashed again; 0s hashes it at each request."
                            + " Only a MAC"
                            + " under a random key is kept. A changed password and a disabled user take effect within a"
                            + " minute.",
                    Duration.ZERO,
                    Duration.ofMinutes(10))
            .defaultsTo("60s");

    private final UsersSource users;

    /** For {@link java.util.ServiceLoader}: the settings select the users. */
    public BasicMechanismFactory() {
        this(UsersSource.configured());
    }

    private BasicMechanismFactory(UsersSource users) {
        this.users = users;
    }

    /**
     * Returns a factory whose mechanism uses this directory. It declares no settings for users, and does not close the
     * directory.
     */
    public static BasicMechanismFactory withUsers(Users users) {
        return new BasicMechanismFactory(UsersSource.given(users));
    }

    @Override
    public String name() {
        return "basic";
    }

    @Override
    public List<Setting<?>> settings() {
        List<Setting<?>> settings = new ArrayList<>(LoginSettings.ofPasswords());
        settings.add(CACHE_TIME);
        settings.addAll(users.settings());
        return List.copyOf(settings);
    }

    @Override
    public AuthenticationMechanism<?> create(MechanismContext context) {
        return users.open(context, source -> mechanism(context, source));
    }

    private static BasicMechanism mechanism(MechanismContext context, UsersSource.Directory source) {
        Users directory = source.users();
        return new BasicMechanism(
                context.name(),
                context.clock(),
                source,
                new CachedUsers(directory, SessionClock.of(context)::nanos),
                PasswordCheck.of(directory, context),
                new VerifiedPasswordCache(context.settings().get(CACHE_TIME), System::nanoTime));
    }
}
