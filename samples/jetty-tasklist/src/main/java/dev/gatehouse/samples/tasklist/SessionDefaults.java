package dev.gatehouse.samples.tasklist;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where sessions are kept when nothing else is set: in the folder of the data, so that whoever is logged in
 * still is after a restart. Stateless.
 */
final class SessionDefaults {

    /** The setting with the database of the sessions. */
    static final String URL = "auth.sessions.jdbc.url";

    private SessionDefaults() {}

    /** Returns the settings, of the lowest rank. */
    static Map<String, String> in(Path data) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("auth.sessions", "jdbc");
        settings.put(URL, url(data, "sessions"));
        return settings;
    }

    /**
     * Returns the URL of a database in a folder.
     *
     * @throws StartRefusedException if the folder's path has a character that such a URL has another use for
     */
    static String url(Path data, String name) {
        Path file = data.toAbsolutePath().normalize().resolve(name);
        if (file.toString().indexOf(';') >= 0) {
            throw new StartRefusedException("the data folder " + data
                    + " can't be used: its path must not contain ';'. Choose another with --data or sample.data");
        }
        return "jdbc:h2:file:" + file;
    }
}
