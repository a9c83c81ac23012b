package dev.gatehouse.cookie.users;

import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.stability.Internal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Selects the users of a mechanism: passed in code, or configured by settings. Immutable.
 *
 * @param given the directory that was passed in code; {@code null} if settings select it
 * @param demoUsers whether a users file may have {@link DemoUsers} with their public passwords
 * @since 0.1
 */
@Internal
public record UsersSource(@Nullable Users given, boolean demoUsers) {

    private static final Logger LOG = LoggerFactory.getLogger(UsersSource.class);

    /** The directory of a sibling, which this artifact does not depend on. */
    private static final String JDBC = "jdbc";

    private static final String JDBC_ARTIFACT = "dev.gatehouse:auth-cookie-jdbc";
    private static final Duration WATCH = Duration.ofSeconds(1);

    /** Settings select the users. Demo users with their public passwords are refused. */
    public static UsersSource configured() {
        return new UsersSource(null, false);
    }

    /** The users were passed in code. */
    public static UsersSource given(Users users) {
        return new UsersSource(Objects.requireNonNull(users, "users"), false);
    }

    /**
     * The users of one mechanism.
     *
     * @param owned whether to close them with the mechanism
     */
    public record Directory(Users users, boolean owned) {

        /** Closes the directory if it was created for the mechanism. */
        public void close() {
            if (owned && users instanceof AutoCloseable closeable) {
                try {
                    closeable.close();
                } catch (Exception failure) {
                    LOG.warn("closing the user directory failed: {}", failure.toString());
                }
            }
        }
    }

    /** Returns the settings that select the directory; none if it was passed in code. */
    public List<Setting<?>> settings() {
        if (given != null) {
            return List.of();
        }
        List<Setting<?>> settings = new ArrayList<>(UsersSettings.all());
        for (UsersFactory factory : ServiceLoader.load(UsersFactory.class)) {
            settings.addAll(factory.settings());
        }
        return List.copyOf(settings);
    }

    /** Opens the directory and creates the mechanism with it. Closes the directory if that fails. */
    public <M> M open(MechanismContext context, Function<Directory, M> mechanism) {
        Directory directory = open(context);
        try {
            return mechanism.apply(directory);
        } catch (RuntimeException | Error refused) {
            directory.close();
            throw refused;
        }
    }

    private Directory open(MechanismContext context) {
        if (given != null) {
            return new Directory(given, false);
        }
        String kind = context.settings().get(UsersSettings.KIND);
        if (kind.equals(UsersSettings.FILE)) {
            UsersFile file = UsersFile.load(context, demoUsers, context.clock(), System::nanoTime);
            if (!context.checkOnly()) {
                file.watch(WATCH);
            }
            return new Directory(file, true);
        }
        List<String> names = new ArrayList<>(List.of(UsersSettings.FILE));
        for (UsersFactory factory : ServiceLoader.load(UsersFactory.class)) {
            if (factory.name().equals(kind)) {
                return new Directory(factory.create(context), true);
            }
            names.add(factory.name());
        }
        String remedy = kind.equals(JDBC) ? "; add the artifact " + JDBC_ARTIFACT + " to the class path" : "";
        throw context.settings()
                .refuse(
                        UsersSettings.KIND,
                        "no user directory has this name" + remedy + "; expected one of " + String.join(", ", names));
    }
}
