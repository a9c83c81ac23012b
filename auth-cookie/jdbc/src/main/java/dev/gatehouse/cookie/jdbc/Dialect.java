package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.support.JdbcDrivers;
import java.sql.Driver;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** The differences between the two databases. */
enum Dialect {
    H2("org.h2.Driver") {
        @Override
        String deleteReturning(String columns, String table, String condition) {
            return "SELECT " + columns + " FROM OLD TABLE (DELETE FROM " + table + " WHERE " + condition + ")";
        }

        @Override
        String initSql(Duration statement) {
            return "SET LOCK_TIMEOUT " + statement.toMillis();
        }

        @Override
        String flushSql() {
            // It writes several blocks for each commit that it writes at once, and keeps them for a while. So commits
            // are written together, which is its default, and those that matter with this.
            return "CHECKPOINT";
        }

        @Override
        Map<String, String> placeholders() {
            return Map.of("shortLived", "MEMORY TABLE", "notWritten", "NOT PERSISTENT");
        }

        @Override
        long mostAttemptKeys() {
            return 100_000;
        }
    },

    POSTGRESQL("org.postgresql.Driver") {
        @Override
        String deleteReturning(String columns, String table, String condition) {
            return "DELETE FROM " + table + " WHERE " + condition + " RETURNING " + columns;
        }

        @Override
        String initSql(Duration statement) {
            return "SET statement_timeout = " + statement.toMillis();
        }

        @Override
        String flushSql() {
            return "";
        }

        @Override
        Map<String, String> placeholders() {
            return Map.of("shortLived", "UNLOGGED TABLE", "notWritten", "");
        }

        @Override
        long mostAttemptKeys() {
            return 1_000_000;
        }
    };

    private final String driverName;

    Dialect(String driverName) {
        this.driverName = driverName;
    }

    /** Returns the class name of the JDBC driver. */
    String driverName() {
        return driverName;
    }

    /**
     * Creates the JDBC driver.
     *
     * @throws IllegalStateException if the driver is not on the class path
     */
    Driver newDriver() {
        return JdbcDrivers.create(driverName, Dialect.class.getClassLoader());
    }

    /**
     * Returns the dialect of a URL.
     *
     * @throws IllegalArgumentException if the database is not supported
     */
    static Dialect of(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        if (lower.startsWith("jdbc:postgresql:")) {
            return POSTGRESQL;
        }
        if (lower.startsWith("jdbc:h2:")) {
            return H2;
        }
        throw new IllegalArgumentException("expected a URL that starts with jdbc:postgresql: or jdbc:h2:");
    }

    /** Returns a query that deletes rows and returns their content. */
    abstract String deleteReturning(String columns, String table, String condition);

    /**
     * Returns the first statement of a connection. It makes the server abort a statement that takes longer, including
     * one that waits for a lock.
     */
    abstract String initSql(Duration statement);

    /** Returns a statement that writes all commits to the disk; empty if each commit is written before it returns. */
    abstract String flushSql();

    /** Returns the parts of the table definitions that differ. */
    abstract Map<String, String> placeholders();

    /** Returns how many keys of login attempts are counted separately. H2 keeps about 200 bytes of each in memory. */
    abstract long mostAttemptKeys();
}
