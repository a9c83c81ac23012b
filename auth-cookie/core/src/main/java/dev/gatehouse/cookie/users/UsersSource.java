package dev.gatehouse.cookie.users;

import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.stability.Internal;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the users of a mechanism come from: given in code, or named by settings. Immutable.
 *
 * @since 0.1
 */
@Internal
public record UsersSource(@Nullable Users given) {

    private static final Logger LOG = LoggerFactory.getLogger(UsersSource.class);

    /**
     * The users of one mechanism.
     *
     * @param owned whether they are closed with it
     */
    public record Directory(Users users, boolean owned) {

        /** Closes what was made for the mechanism. */
        public void close() {
            if (owned && users instanceof AutoCloseable closeable) {
                try {
                    closeable.close();
                } catch (Exception failure) {
                    LOG.warn("the directory of users is not closed cleanly: {}", failure.toString());
                }
            }
        }
    }

    /** Returns the settings by which users are named; none where they are given in code. */
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

    /** Opens the directory for what is made with it, and closes it again when that refuses. */
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
            return new Directory(UsersFile.load(context.settings(), context.clock(), System::nanoTime), true);
        }
        List<String> names = new ArrayList<>(List.of(UsersSettings.FILE));
        for (UsersFactory factory : ServiceLoader.load(UsersFactory.class)) {
            if (factory.name().equals(kind)) {
                return new Directory(factory.create(context), true);
            }
            names.add(factory.name());
        }
        throw context.settings()
                .refuse(
                        UsersSettings.KIND,
                        "no directory of users has this name; there are: " + String.join(", ", names));
    }
}
