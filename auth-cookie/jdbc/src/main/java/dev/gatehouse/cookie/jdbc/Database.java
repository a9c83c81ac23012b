package dev.gatehouse.cookie.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A database behind a pool of connections. A call that meets a broken connection or a deadlock is made once more while there is time. When no connection is left, one is made
 * beside the pool, which waits longer and longer between its attempts: so a database that is back is noticed by the first call. Thread-safe.
 */
final class Database implements AutoCloseable {

    /** What is done in a call. */
    @FunctionalInterface
    interface Work<T extends @Nullable Object> {
        T in(DatabaseCall call) throws SQLException;
    }

    private final DatabaseConfig terms;
    private final AtomicBoolean broken = new AtomicBoolean();
    private volatile HikariDataSource pool;
    private volatile boolean closed;

    Database(DatabaseConfig terms) {
        this.terms = terms;
        this.pool = newPool();
    }

    static String checkedUrl(String url) {
        Dialect.of(url);
        String lower = url.toLowerCase(Locale.ROOT);
        if (lower.contains("password=")) {
            throw new IllegalArgumentException("the URL must not hold a password; there is a setting for it");
        }
        return url;
    }

    DatabaseConfig terms() {
        return terms;
    }

    /** Does something in one connection; every statement is a transaction of its own. */
    <T extends @Nullable Object> T call(Work<T> work) throws SQLException {
        long end = System.nanoTime() + terms.timeout().toNanos();
        try {
            return attempt(work, end, false);
        } catch (SQLException failure) {
            if (!isWorthAnother(failure)
                    || end - System.nanoTime() <= terms.connectTimeout().toNanos()) {
                throw failure;
            }
            return attempt(work, end, true);
        }
    }

    private <T extends @Nullable Object> T attempt(Work<T> work, long end, boolean again) throws SQLException {
        try (Connection connection = connection()) {
            return work.in(new DatabaseCall(connection, terms.dialect(), end, again));
        } catch (SQLException failure) {
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

    /** Connects beside the pool. */
    Connection directly() throws SQLException {
        Properties properties = terms.driverProperties();
        terms.user().ifPresent(user -> properties.setProperty("user", user));
        terms.password().ifPresent(password -> properties.setProperty("password", password.reveal()));
        Connection connection = DriverManager.getConnection(terms.url(), properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute(terms.initSql());
            return connection;
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    private HikariDataSource newPool() {
        HikariConfig config = new HikariConfig();
        config.setPoolName(terms.name());
        config.setJdbcUrl(terms.url());
        terms.user().ifPresent(config::setUsername);
        terms.password().ifPresent(password -> config.setPassword(password.reveal()));
        terms.driverProperties().forEach((key, value) -> config.addDataSourceProperty(String.valueOf(key), value));
        config.setMaximumPoolSize(terms.poolSize());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(terms.connectTimeout().toMillis());
        config.setValidationTimeout(Duration.ofMillis(250).toMillis());
        config.setConnectionInitSql(terms.initSql());
        // The host starts while the database is down.
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    /** Whether the other side is gone, rather than of another opinion. */
    private static boolean isBroken(SQLException failure) {
        String state = failure.getSQLState();
        return failure instanceof SQLTransientConnectionException
                || (state != null && (state.startsWith("08") || state.startsWith("57P")));
    }

    private static boolean isWorthAnother(SQLException failure) {
        String state = failure.getSQLState();
        boolean collision = "40001".equals(state) || "40P01".equals(state);
        return collision || (isBroken(failure) && !(failure instanceof SQLTransientConnectionException));
    }

    /** Whether a row with the same key is there. */
    static boolean isDuplicate(SQLException failure) {
        return "23505".equals(failure.getSQLState());
    }

    @Override
    public void close() {
        closed = true;
        pool.close();
    }
}
