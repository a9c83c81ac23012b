package dev.gatehouse.tasklist.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.spi.stability.Incubating;
import dev.gatehouse.support.H2Files;
import dev.gatehouse.tasklist.store.TaskStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens task stores in an embedded H2 database.
 *
 * @since 0.1
 */
@Incubating
public final class H2TaskStore {

    private static final Logger LOG = LoggerFactory.getLogger(H2TaskStore.class);
    private static final int POOL_SIZE = 10;
    private static final long CONNECTION_TIMEOUT_MILLIS = 5_000;

    private H2TaskStore() {}

    /**
     * Opens the database, creates it if it does not exist, and migrates its schema.
     *
     * @param jdbcUrl {@code jdbc:h2:mem:name} (deleted when the store is closed) or {@code jdbc:h2:file:/path/name}
     * @return a thread-safe store; closing it closes the database
     * @throws IllegalArgumentException if the URL is not one of these two kinds
     */
    public static TaskStore open(String jdbcUrl) {
        return open(jdbcUrl, Clock.systemUTC());
    }

    /**
     * Opens the database as {@link #open(String)} does.
     *
     * @param clock clock for the creation times of tasks
     */
    public static TaskStore open(String jdbcUrl, Clock clock) {
        return openJdbc(jdbcUrl, clock);
    }

    static JdbcTaskStore openJdbc(String jdbcUrl, Clock clock) {
        Objects.requireNonNull(clock, "clock");
        if (!jdbcUrl.startsWith("jdbc:h2:mem:") && !jdbcUrl.startsWith("jdbc:h2:file:")) {
            // The URL may contain a password, so the message does not repeat it.
            throw new IllegalArgumentException(
                    "unsupported JDBC URL for the task store: expected jdbc:h2:mem:<name> or jdbc:h2:file:<path>");
        }
        H2Files.restrict(jdbcUrl)
                .ifPresent(file -> LOG.warn(
                        "{} cannot be restricted to its owner, so other users may read the tasks in it; run chmod 600"
                                + " as its owner",
                        file));
        HikariDataSource pool = new HikariDataSource(config(jdbcUrl));
        try {
            migrate(pool);
            // An in-memory database ends with its last connection, and the pool replaces its connections over time.
            Connection anchor = DriverManager.getConnection(jdbcUrl);
            return new JdbcTaskStore(pool, anchor, clock);
        } catch (SQLException failure) {
            pool.close();
            throw new IllegalStateException("cannot open the task store", failure);
        } catch (RuntimeException failure) {
            pool.close();
            throw failure;
        }
    }

    private static HikariConfig config(String jdbcUrl) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("tasklist-store");
        config.setJdbcUrl(jdbcUrl);
        config.setMaximumPoolSize(POOL_SIZE);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        // A commit is in the file when it returns, so that neither a kill nor a full disk takes back what a client
        // knows of.
        config.setConnectionInitSql("SET WRITE_DELAY 0");
        return config;
    }

    private static void migrate(HikariDataSource pool) {
        Flyway.configure(H2TaskStore.class.getClassLoader())
                .dataSource(pool)
                .locations("classpath:db/tasklist/migration")
                .table("tasklist_schema_history")
                .load()
                .migrate();
    }
}
