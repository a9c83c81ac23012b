package dev.gatehouse.samples.tasklist;

import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import dev.gatehouse.support.JdbcDrivers;
import dev.gatehouse.tasklist.store.jdbc.StoreOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The settings of the database with the tasks. */
final class StoreSettings {

    static final Setting<String> URL = Setting.of(
            "tasklist.store.url",
            "JDBC URL",
            "Database of the tasks: jdbc:postgresql://host/name, or jdbc:h2:file:/path for a single node. Its tables"
                    + " are created and migrated automatically. User and password have their own settings. Default: an"
                    + " H2 database in the directory of sample.data.",
            StoreSettings::checkedUrl);

    private static final Setting<String> USER =
            Setting.string("tasklist.store.user", "Name of the database user. Default: none.");

    private static final Setting<Secret> PASSWORD =
            Setting.secret("tasklist.store.password", "Password of the database user. Default: none.");

    private static final Setting<Integer> POOL_SIZE = Setting.integer(
                    "tasklist.store.pool-size",
                    "Maximum number of connections to the database. Further calls wait for"
                            + " tasklist.store.connect-timeout.",
                    1,
                    200)
            .defaultsTo(Integer.toString(StoreOptions.DEFAULT_POOL_SIZE));

    private static final Setting<Integer> SHARE = Setting.integer(
            "tasklist.store.share",
            "Maximum number of connections that the requests of one caller use at once. Further requests of the caller"
                    + " wait for tasklist.store.connect-timeout; those that find 64 of the caller or 96 of all callers"
                    + " waiting are answered with 503. Default: a third of tasklist.store.pool-size.",
            1,
            200);

    private static final Setting<Duration> CONNECT_TIMEOUT = Setting.duration(
                    "tasklist.store.connect-timeout",
                    "Maximum time to wait for a connection to the database. A request that waits longer is answered"
                            + " with 503.",
                    Duration.ofMillis(250),
                    Duration.ofMinutes(1))
            .defaultsTo("5s");

    private static final Setting<Duration> STATEMENT_TIMEOUT = Setting.duration(
                    "tasklist.store.statement-timeout",
                    "Maximum time of a statement. The database cancels a longer one, and the request is answered with"
                            + " 503.",
                    Duration.ofMillis(100),
                    Duration.ofMinutes(10))
            .defaultsTo("10s");

    private StoreSettings() {}

    /** Returns the declarations, in the order of the configuration page. */
    static List<Setting<?>> declarations() {
        return List.of(URL, USER, PASSWORD, POOL_SIZE, SHARE, CONNECT_TIMEOUT, STATEMENT_TIMEOUT, RetentionSetting.AGE);
    }

    /** Reads these settings from the host, for the demonstration, which has no others of its own. */
    static Gatehouse.Builder declare(Gatehouse.Builder builder) {
        return builder.declare(declarations().toArray(new Setting<?>[0]));
    }

    /** Returns the options without settings: a database in a directory. */
    static StoreOptions in(Path data) {
        return StoreOptions.of(SessionDefaults.url(data, "tasklist"));
    }

    /** Returns the options of the settings. */
    static StoreOptions of(Settings settings, Path data) {
        int poolSize = settings.get(POOL_SIZE);
        int share = settings.find(SHARE).orElse(StoreOptions.shareOf(poolSize));
        if (share > poolSize) {
            throw settings.refuse(SHARE, "expected at most " + POOL_SIZE.key() + ", which is " + poolSize);
        }
        return settings.find(URL)
                .map(StoreOptions::of)
                .orElseGet(() -> in(data))
                .withUser(
                        settings.find(USER).orElse(null),
                        settings.find(PASSWORD).orElse(null))
                .withPoolSize(poolSize, share)
                .withTimeouts(settings.get(CONNECT_TIMEOUT), settings.get(STATEMENT_TIMEOUT));
    }

    private static String checkedUrl(String url) {
        if (JdbcDrivers.hasCredentials(url)) {
            throw new IllegalArgumentException("expected a URL without a password; use tasklist.store.password");
        }
        StoreOptions.of(url);
        return url;
    }
}
