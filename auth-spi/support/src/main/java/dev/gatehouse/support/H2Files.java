package dev.gatehouse.support;

import dev.gatehouse.spi.stability.Internal;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The files of embedded H2 databases. H2 creates them readable by every user of the machine, but they contain session
 * and personal data. Stateless and thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class H2Files {

    private static final String PREFIX = "jdbc:h2:";
    private static final String FILE = "file:";

    /** With these options, H2 must find out by itself whether the file exists. */
    private static final List<String> NOT_CREATING = List.of("ifexists=true", "access_mode_data=r");

    private H2Files() {}

    /**
     * Restricts the files of a database to their owner (0600), before the database is opened. A database that does not
     * exist yet begins with an empty file, which H2 accepts, so that its content is never readable by others.
     *
     * @param jdbcUrl any JDBC URL; other databases and databases in memory have no file here
     * @return the file whose permissions could not be restricted; empty if there is none
     */
    public static Optional<Path> restrict(String jdbcUrl) {
        Optional<Path> database = file(jdbcUrl, ".mv.db");
        if (database.isEmpty()) {
            return database;
        }
        String options = jdbcUrl.toLowerCase(Locale.ROOT);
        if (NOT_CREATING.stream().noneMatch(options::contains)) {
            try {
                FilePermissions.createOwnerOnly(database.get());
            } catch (IOException unusable) {
                // H2 reports why the file cannot be created when it opens the database.
            }
        }
        return restrictExisting(jdbcUrl);
    }

    /**
     * Restricts the files of a database to their owner, as far as they exist. H2 writes a new file when it compacts a
     * database.
     *
     * @param jdbcUrl any JDBC URL
     * @return the file whose permissions could not be restricted; empty if there is none
     */
    public static Optional<Path> restrictExisting(String jdbcUrl) {
        for (String suffix : List.of(".mv.db", ".trace.db")) {
            Optional<Path> file = file(jdbcUrl, suffix);
            if (file.isPresent() && !FilePermissions.restrictToOwner(file.get())) {
                return file;
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> file(String jdbcUrl, String suffix) {
        if (!jdbcUrl.toLowerCase(Locale.ROOT).startsWith(PREFIX)) {
            return Optional.empty();
        }
        int options = jdbcUrl.indexOf(';');
        String name = jdbcUrl.substring(PREFIX.length(), options < 0 ? jdbcUrl.length() : options);
        if (name.toLowerCase(Locale.ROOT).startsWith(FILE)) {
            name = name.substring(FILE.length());
        }
        if (name.startsWith("~/")) {
            name = System.getProperty("user.home") + name.substring(1);
        }
        // mem:, tcp:, ssl:, zip:, nio: and the like.
        if (name.isEmpty() || name.indexOf(':') > 1) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(name + suffix));
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }
}
