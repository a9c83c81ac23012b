package dev.gatehouse.cookie;

import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the users of a mechanism come from: given in code, or named by settings. Immutable. */
record UsersSource(@Nullable Users given) {

    private static final Logger LOG = LoggerFactory.getLogger(UsersSource.class);
    private static final String FILE = "file";

    static final Setting<String> KIND = Setting.string(
                    "auth.cookie.users",
                    "Where the users who may log in are kept: file for auth.cookie.users-file, or the name of a directory on the class path, such as jdbc.")
            .defaultsTo(FILE);

    /**
     * The users of one mechanism.
     *
     * @param owned whether they are closed with it
     */
    record Directory(Users users, boolean owned) {

        /** Closes what was made for the mechanism. */
        void close() {
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
    List<Setting<?>> settings() {
        if (given != null) {
            return List.of();
        }
        List<Setting<?>> settings = new ArrayList<>(LoginSettings.ofUsersFile());
        settings.add(KIND);
        for (UsersFactory factory : ServiceLoader.load(UsersFactory.class)) {
            settings.addAll(factory.settings());
        }
        return List.copyOf(settings);
    }

    /** Opens the directory for what is made with it, and closes it again when that refuses. */
    <M> M open(MechanismContext context, Function<Directory, M> mechanism) {
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
        String kind = context.settings().get(KIND);
        if (kind.equals(FILE)) {
            return new Directory(UsersFile.load(context.settings(), context.clock(), System::nanoTime), true);
        }
        List<String> names = new ArrayList<>(List.of(FILE));
        for (UsersFactory factory : ServiceLoader.load(UsersFactory.class)) {
            if (factory.name().equals(kind)) {
                return new Directory(factory.create(context), true);
            }
            names.add(factory.name());
        }
        throw context.settings()
                .refuse(KIND, "no directory of users has this name; there are: " + String.join(", ", names));
    }
}
