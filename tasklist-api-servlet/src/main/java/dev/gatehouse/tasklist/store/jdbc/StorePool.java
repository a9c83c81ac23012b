package dev.gatehouse.tasklist.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.support.H2Files;
import dev.gatehouse.support.MigrationLock;
import dev.gatehouse.tasklist.store.jdbc.sql.DatabaseKind;
import dev.gatehouse.tasklist.store.jdbc.sql.StoreErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections to a database. Thread-safe. */
final class StorePool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StorePool.class);

    /** A change of the tables may take as long as loading all tasks anew. */
    private static final Duration LONGEST_CHANGE = Duration.ofHours(2);

    private final StoreOptions options;
    private final DatabaseKind kind;
    private final HikariDataSource pool;
    private final Jdbi jdbi;

    /** An H2 database in memory ends with its last connection, and the pool replaces its connections over time. */
    private @Nullable Connection anchor;

    private StorePool(StoreOptions options, @Nullable Connection anchor, HikariDataSource pool) {
        this.options = options;
        this.kind = DatabaseKind.of(options.url());
        this.anchor = anchor;
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
        // Arguments are user data and must not appear in messages and logs.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
    }

    static StorePool open(StoreOptions options) {
        H2Files.restrict(options.url())
                .ifPresent(file -> LOG.warn(
                        "{} cannot be restricted to its owner, so other users may read the tasks in it; run chmod 600"
                                + " as its owner",
                        file));
        Connection anchor = anchor(options);
        try {
            migrate(options);
            // Not earlier: the first statement of its connections would be in the way of a change of tables on H2.
            return new StorePool(options, anchor, new HikariDataSource(config(options)));
        } catch (RuntimeException failure) {
            closeQuietly(anchor, failure);
            throw failure;
        }
    }

    private static void closeQuietly(@Nullable Connection anchor, RuntimeException failure) {
        try {
            if (anchor != null) {
                anchor.close();
            }
        } catch (SQLException second) {
            failure.addSuppressed(second);
        }
    }

    private static @Nullable Connection anchor(StoreOptions options) {
        try {
            return DatabaseKind.of(options.url()) == DatabaseKind.H2 ? connect(options) : null;
        } catch (SQLException failure) {
            throw new IllegalStateException("cannot open the task store", failure);
        }
    }

    /** For counting statements. */
    Jdbi jdbi() {
        return jdbi;
    }

    DatabaseKind kind() {
        return kind;
    }

    /**
     * Discards all connections if H2 has closed the database, as it does when its file cannot be written. They seem
     * valid and would fail for ever; a new connection opens the file again.
     */
    synchronized void reconnect(JdbiException failure) {
        if (!StoreErrors.hasClosed(kind, failure.getCause()) || pool.isClosed()) {
            return;
        }
        pool.getHikariPoolMXBean().softEvictConnections();
        try {
            // It may fail as well, because it belongs to the closed database.
            release();
        } catch (SQLException closed) {
            failure.addSuppressed(closed);
        }
        try {
            anchor = kind == DatabaseKind.H2 ? connect(options) : null;
        } catch (SQLException notYet) {
            failure.addSuppressed(notYet);
        }
    }

    /** Returns figures about the pool; none while it opens or is closed. */
    List<Measurement> measurements() {
        HikariPoolMXBean now = pool.getHikariPoolMXBean();
        return now == null
                ? List.of()
                : List.of(
                        Measurement.gauge("pool.active", now.getActiveConnections()),
                        Measurement.gauge("pool.idle", now.getIdleConnections()),
                        Measurement.gauge("pool.limit", options.poolSize()));
    }

    private void release() throws SQLException {
        if (anchor != null) {
            anchor.close();
        }
    }

    @Override
    public synchronized void close() {
        pool.close();
        try {
            release();
        } catch (SQLException failure) {
            if (!StoreErrors.hasClosed(kind, failure)) {
                throw new IllegalStateException("cannot close the task store", failure);
            }
        }
    }

    private static HikariConfig config(StoreOptions options) {
        DatabaseKind kind = DatabaseKind.of(options.url());
        Secret password = options.password();
        HikariConfig config = new HikariConfig();
        config.setPoolName(DatabaseKind.POOL_NAME);
        config.setDriverClassName(kind.driverName());
        config.setJdbcUrl(options.url());
        config.setUsername(options.user());
        config.setPassword(password == null ? null : password.reveal());
        config.setDataSourceProperties(kind.properties(options.connectTimeout(), options.statementTimeout()));
        config.setMaximumPoolSize(options.poolSize());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(options.connectTimeout().toMillis());
        config.setConnectionInitSql(kind.initSql(options.statementTimeout()));
        return config;
    }

    /** Work on a connection. */
    interface Work {
        void on(Connection connection) throws SQLException;
    }

    /** Runs work on a connection without the time limits of the pool, on one node at a time. */
    void alone(Work work) {
        alone(options, work);
    }

    private static void alone(StoreOptions options, Work work) {
        try (Connection lock = connect(options);
                Connection connection = connect(options);
                Statement statement = connection.createStatement()) {
            statement.execute(DatabaseKind.of(options.url()).changeSql());
            MigrationLock.take(lock, "tasks", LONGEST_CHANGE);
            work.on(connection);
        } catch (SQLException failure) {
            throw new IllegalStateException("cannot prepare the task store: " + failure.getMessage(), failure);
        }
    }

    private static void migrate(StoreOptions options) {
        DatabaseKind kind = DatabaseKind.of(options.url());
        alone(options, connection -> {
            Secret password = options.password();
            Flyway.configure(StorePool.class.getClassLoader())
                    .dataSource(options.url(), options.user(), password == null ? null : password.reveal())
                    .locations(kind.migrations().toArray(String[]::new))
                    .table("tasklist_schema_history")
                    // The database may have tables of others.
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
            SearchIndexes.createMissing(connection, kind);
        });
    }

    private static Connection connect(StoreOptions options) throws SQLException {
        Properties properties = new Properties();
        Secret password = options.password();
        if (options.user() != null) {
            properties.setProperty("user", options.user());
        }
        if (password != null) {
            properties.setProperty("password", password.reveal());
        }
        return DatabaseKind.of(options.url()).connect(options.url(), properties);
    }
}
