package dev.gatehouse.samples.tasklist;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The defaults of sessions: a database in the data directory, so that users stay logged in after a restart, and the
 * name of the cookie that clients of Tasklist know. Stateless.
 */
final class SessionDefaults {

    /** The setting with the URL of the session database. */
    static final String URL = "auth.sessions.jdbc.url";

    private SessionDefaults() {}

    /** Returns the default settings. */
    static Map<String, String> in(Path data) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("auth.sessions", "jdbc");
        settings.put(URL, url(data, "sessions"));
        return settings;
    }

    /** Returns the default name of the cookie, which a name of the original can replace. */
    static Map<String, String> cookie() {
        return Map.of("auth.cookie.name", "TASKLIST-SESSION");
    }

    /**
     * Returns the URL of a database in a directory.
     *
     * @throws StartRefusedException if the path of the directory contains a character with a special meaning in the URL
     */
    static String url(Path data, String name) {
        Path file = data.toAbsolutePath().normalize().resolve(name);
        if (file.toString().indexOf(';') >= 0) {
            throw new StartRefusedException("the path of the data directory must not contain ';': " + data
                    + ". Choose another one with --data or sample.data");
        }
        // The application closes it, after the requests and the start that use it have ended.
        return "jdbc:h2:file:" + file + ";DB_CLOSE_ON_EXIT=FALSE";
    }
}
