package dev.gatehouse.cookie.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.support.H2Files;
import dev.gatehouse.support.JdbcDrivers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database behind a connection pool. A call that meets a broken connection or a deadlock is retried once if there is
 * time. If no connection is left, a call connects without the pool, because the pool waits longer and longer between
 * its attempts: so the first call notices that the database is back. Thread-safe.
 */
final class Database implements AutoCloseable {

    /** The work of a call. */
    @FunctionalInterface
    interface Work<T extends @Nullable Object> {
        T in(DatabaseCall call) throws SQLException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final DatabaseConfig config;
    private final Driver driver;
    private final AtomicBoolean broken = new AtomicBoolean();
    private volatile HikariDataSource pool;
    private volatile boolean closed;

    Database(DatabaseConfig config) {
        this.config = config;
        this.driver = config.dialect().newDriver();
        warn(H2Files.restrict(config.url()));
        this.pool = newPool();
    }

    DatabaseConfig config() {
        return config;
    }

    /** Runs work on one connection. Every statement is a transaction of its own. */
    <T extends @Nullable Object> T call(Work<T> work) throws SQLException {
        long end = System.nanoTime() + config.timeout().toNanos();
        try {
            return attempt(work, end, false);
        } catch (SQLException failure) {
            if (!isRetryable(failure)
                    || end - System.nanoTime() <= config.connectTimeout().toNanos()) {
                throw failure;
            }
            return attempt(work, end, true);
        }
    }

    private <T extends @Nullable Object> T attempt(Work<T> work, long end, boolean again) throws SQLException {
        try (Connection connection = connection()) {
            return work.in(new DatabaseCall(connection, config.dialect(), end, again));
        } catch (SQLException failure) {
            if (DatabaseErrors.hasClosed(config.dialect(), failure)) {
                pool.getHikariPoolMXBean().softEvictConnections();
            }
            if (isBroken(failure)) {
                broken.set(true);
            }
            throw failure;
        }
    }

    private Connection connection() throws SQLException {
        HikariDataSource current = pool;
        if (!broken.get() || current.getHikariPoolMXBean().getTotalConnections() > 0) {
            return current.getConnection();
        }
        Connection direct = directly();
        if (broken.compareAndSet(true, false) && !closed) {
            pool = newPool();
            Thread closer = new Thread(current::close, "gatehouse-pool-closer");
            closer.setDaemon(true);
            closer.start();
        }
        return direct;
    }

    /** Connects without the pool. */
    Connection directly() throws SQLException {
        Connection connection = connect(config.driverProperties());
        try (Statement statement = connection.createStatement()) {
            statement.execute(config.initSql());
            return connection;
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    /** Connects without the pool and without the time limits of a call, except for connecting. */
    Connection withoutLimits() throws SQLException {
        Properties properties = config.driverProperties();
        properties.remove("socketTimeout");
        return connect(properties);
    }

    private Connection connect(Properties properties) throws SQLException {
        config.user().ifPresent(user -> properties.setProperty("user", user));
        config.password().ifPresent(password -> properties.setProperty("password", password.reveal()));
        return JdbcDrivers.connect(driver, config.url(), properties);
    }

    private HikariDataSource newPool() {
        HikariConfig pooled = new HikariConfig();
        pooled.setPoolName(config.name());
        pooled.setDriverClassName(config.dialect().driverName());
        pooled.setJdbcUrl(config.url());
        config.user().ifPresent(pooled::setUsername);
        config.password().ifPresent(password -> pooled.setPassword(password.reveal()));
        config.driverProperties().forEach((key, value) -> pooled.addDataSourceProperty(String.valueOf(key), value));
        pooled.setMaximumPoolSize(config.poolSize());
        pooled.setMinimumIdle(1);
        pooled.setConnectionTimeout(config.connectTimeout().toMillis());
        pooled.setValidationTimeout(Duration.ofMillis(250).toMillis());
        pooled.setConnectionInitSql(config.initSql());
        // The host must start while the database is down.
        pooled.setInitializationFailTimeout(-1);
        return new HikariDataSource(pooled);
    }

    /** Returns whether the connection is gone, as opposed to an error of the statement. */
    private boolean isBroken(SQLException failure) {
        String state = failure.getSQLState();
        return failure instanceof SQLTransientConnectionException
                || DatabaseErrors.hasClosed(config.dialect(), failure)
                || (state != null && (state.startsWith("08") || state.startsWith("57P")));
    }

    private boolean isRetryable(SQLException failure) {
        String state = failure.getSQLState();
        boolean collision = "40001".equals(state) || "40P01".equals(state);
        return collision || (isBroken(failure) && !(failure instanceof SQLTransientConnectionException));
    }

    /** Returns whether a row with the same key exists. */
    static boolean isDuplicate(SQLException failure) {
        return "23505".equals(failure.getSQLState());
    }

    @Override
    public void close() {
        closed = true;
        pool.close();
        warn(H2Files.restrictExisting(config.url()));
    }

    private static void warn(Optional<Path> unrestricted) {
        unrestricted.ifPresent(file -> LOG.warn(
                "{} cannot be restricted to its owner, so other users may read sessions and users in it; run chmod 600"
                        + " as its owner",
                file));
    }
}
