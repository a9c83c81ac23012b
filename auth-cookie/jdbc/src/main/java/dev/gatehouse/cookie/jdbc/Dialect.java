package dev.gatehouse.cookie.jdbc;

import java.time.Duration;
import java.util.Locale;

/** The differences between the two databases. */
enum Dialect {
    H2 {
        @Override
        String deleteReturning(String columns, String table, String condition) {
            return "SELECT " + columns + " FROM OLD TABLE (DELETE FROM " + table + " WHERE " + condition + ")";
        }

        @Override
        String initSql(Duration statement) {
            // Without the delay, a commit is in the file when it returns. A process that is killed loses no
            // session that a client knows of.
            return "SET LOCK_TIMEOUT " + statement.toMillis() + "; SET WRITE_DELAY 0";
        }
    },

    POSTGRESQL {
        @Override
        String deleteReturning(String columns, String table, String condition) {
            return "DELETE FROM " + table + " WHERE " + condition + " RETURNING " + columns;
        }

        @Override
        String initSql(Duration statement) {
            return "SET statement_timeout = " + statement.toMillis();
        }
    };

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
}
