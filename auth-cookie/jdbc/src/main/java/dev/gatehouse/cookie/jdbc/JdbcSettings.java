package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.support.JdbcDrivers;
import java.time.Duration;
import java.util.List;

/** The settings of a database. */
record JdbcSettings(
        Setting<String> url,
        Setting<String> user,
        Setting<Secret> password,
        Setting<Integer> poolSize,
        Setting<Duration> connectTimeout,
        Setting<Duration> timeout) {

    /** The database of the sessions. */
    static final JdbcSettings SESSIONS = of("auth.sessions.jdbc.", "sessions");

    /** The database of the users. */
    static final JdbcSettings USERS = of("auth.users.jdbc.", "users");

    private static JdbcSettings of(String prefix, String what) {
        return new JdbcSettings(
                Setting.of(
                        prefix + "url",
                        "JDBC URL",
                        "Database of the " + what
                                + ": jdbc:postgresql://host/name, or jdbc:h2:file:/path for a single node. Its"
                                + " tables are"
                                + " created and migrated automatically. Their names start with gatehouse_, so the"
                                + " application may use the same database. User and password have their own settings.",
                        JdbcSettings::checkedUrl),
                Setting.string(prefix + "user", "Name of the database user."),
                Setting.secret(prefix + "password", "Password of the database user."),
                Setting.integer(
                                prefix + "pool-size",
                                "Maximum number of connections to the database. Up to three times as many calls may"
                                        + " be in"
                                        + " progress; further ones are answered with 503.",
                                1,
                                200)
                        .defaultsTo("10"),
                Setting.duration(
                                prefix + "connect-timeout",
                                "Maximum time to wait for a connection to the database.",
                                Duration.ofMillis(250),
                                Duration.ofSeconds(10))
                        .defaultsTo("1s"),
                Setting.duration(
                                prefix + "timeout",
                                "Maximum time of a call to the database, including the wait for a connection. A"
                                        + " call that"
                                        + " takes longer is answered with 503.",
                                Duration.ofMillis(500),
                                Duration.ofSeconds(30))
                        .defaultsTo("2s"));
    }

    List<Setting<?>> all() {
        return List.of(url, user, password, poolSize, connectTimeout, timeout);
    }

    private static String checkedUrl(String url) {
        Dialect.of(url);
        if (JdbcDrivers.hasCredentials(url)) {
            throw new IllegalArgumentException("expected a URL without a password; use the password setting");
        }
        return url;
    }
}
