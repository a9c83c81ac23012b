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
import java.util.Objects;

/**
 * Makes the mechanism {@code basic}: HTTP Basic (RFC 7617) for tools that know nothing else, with the users of the mechanism {@code cookie} and within the same limits for tries. The users come
 * from the file that {@code auth.cookie.users-file} names, from where {@code auth.cookie.users} says, or from a directory of the embedder's own: {@link #withUsers(Users)}. Thread-safe.
 *
 * @since 0.1
 */
@Stable
public final class BasicMechanismFactory implements AuthenticationMechanismFactory {

    static final Setting<Duration> CACHE_TIME = Setting.duration(
                    "auth.basic.cache-time",
                    "How long a password that was right is not hashed again; 0s hashes it at every request. Kept are MACs under a random key, no passwords; one that is changed or whose user is disabled stops counting within a minute.",
                    Duration.ZERO,
                    Duration.ofMinutes(10))
            .defaultsTo("60s");

    private final UsersSource users;

    /** For {@link java.util.ServiceLoader}: with the users that the settings name. */
    public BasicMechanismFactory() {
        this.users = new UsersSource(null);
    }

    private BasicMechanismFactory(Users users) {
        this.users = new UsersSource(Objects.requireNonNull(users, "users"));
    }

    /** Returns a factory whose mechanism asks this directory; the settings of users are then not known. The directory is not closed. */
    public static BasicMechanismFactory withUsers(Users users) {
        return new BasicMechanismFactory(users);
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
