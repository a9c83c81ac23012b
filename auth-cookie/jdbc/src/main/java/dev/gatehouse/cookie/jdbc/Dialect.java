package dev.gatehouse.cookie.jdbc;

import java.time.Duration;
import java.util.Locale;

/** What the two databases say differently. */
enum Dialect {
    H2 {
        @Override
        String deleteReturning(String columns, String table, String condition) {
            return "SELECT " + columns + " FROM OLD TABLE (DELETE FROM " + table + " WHERE " + condition + ")";
        }

        @Override
        String initSql(Duration statement) {
            // Without the delay a commit is in the file when it returns, so that a process that is killed takes no
            // session along that somebody was told of.
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
     * Returns that of a URL.
     *
     * @throws IllegalArgumentException if it is that of neither
     */
    static Dialect of(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        if (lower.startsWith("jdbc:postgresql:")) {
            return POSTGRESQL;
        }
        if (lower.startsWith("jdbc:h2:")) {
            return H2;
        }
        throw new IllegalArgumentException("expected a URL that begins with jdbc:postgresql: or jdbc:h2:");
    }

    /** Returns a query that deletes rows and returns what they held. */
    abstract String deleteReturning(String columns, String table, String condition);

    /** Returns what a connection begins with: what ends a statement on the server that takes longer than this, also one that waits for a lock. */
    abstract String initSql(Duration statement);
}
