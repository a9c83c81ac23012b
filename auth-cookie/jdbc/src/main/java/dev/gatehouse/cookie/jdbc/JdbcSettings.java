package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.Setting;
import java.time.Duration;
import java.util.List;

/** The settings of one database. */
record JdbcSettings(
        Setting<String> url,
        Setting<String> user,
        Setting<Secret> password,
        Setting<Integer> poolSize,
        Setting<Duration> connectTimeout,
        Setting<Duration> timeout) {

    /** That of the sessions. */
    static final JdbcSettings SESSIONS = of("auth.sessions.jdbc.", "sessions");

    /** That of the users. */
    static final JdbcSettings USERS = of("auth.users.jdbc.", "users");

    private static JdbcSettings of(String prefix, String what) {
        return new JdbcSettings(
                Setting.of(
                        prefix + "url",
                        "JDBC URL",
                        "Database of the " + what
                                + ": jdbc:postgresql://host/name, or jdbc:h2:file:/path for a single node. Its tables are made and kept up to date; they begin with gatehouse_, so the database may be that of the application. Put user and password into their own settings.",
                        Database::checkedUrl),
                Setting.string(prefix + "user", "User of the database."),
                Setting.secret(prefix + "password", "Password of that user."),
                Setting.integer(
                                prefix + "pool-size",
                                "How many connections to the database there are at most. Three times as many calls may be under way; others are answered with 503.",
                                1,
                                200)
                        .defaultsTo("10"),
                Setting.duration(
                                prefix + "connect-timeout",
                                "How long to wait for a connection to the database.",
                                Duration.ofMillis(250),
                                Duration.ofSeconds(10))
                        .defaultsTo("1s"),
                Setting.duration(
                                prefix + "timeout",
                                "How long a call to the database may take as a whole, waiting for a connection included; after that the answer is 503.",
                                Duration.ofMillis(500),
                                Duration.ofSeconds(30))
                        .defaultsTo("2s"));
    }

    List<Setting<?>> all() {
        return List.of(url, user, password, poolSize, connectTimeout, timeout);
    }
}
