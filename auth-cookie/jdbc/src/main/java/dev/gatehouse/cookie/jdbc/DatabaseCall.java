package dev.gatehouse.cookie.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;

/** A call to the database: a connection and the deadline of the whole call. Used by one thread. */
final class DatabaseCall {

    private final Connection connection;
    private final Dialect dialect;
    private final long end;
    private final boolean again;

    /**
     * Starts a call.
     *
     * @param end the deadline on the scale of {@link System#nanoTime()}
     * @param again whether this is a retry of a call that may have been executed
     */
    DatabaseCall(Connection connection, Dialect dialect, long end, boolean again) {
        this.connection = connection;
        this.dialect = dialect;
        this.end = end;
        this.again = again;
    }

    boolean again() {
        return again;
    }

    Dialect dialect() {
        return dialect;
    }

    /**
     * Returns when everything committed so far survives the end of this process. Without it, H2 writes a commit within
     * half a second.
     */
    void flush() throws SQLException {
        if (!dialect.flushSql().isEmpty()) {
            try (PreparedStatement flush = prepare(dialect.flushSql())) {
                flush.execute();
            }
        }
    }

    /**
     * Prepares a statement that may take the remaining time. If the server does not answer by then, the connection is
     * broken.
     */
    PreparedStatement prepare(String sql) throws SQLException {
        long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        if (left <= 0) {
            throw new SQLTimeoutException("the deadline of the call has passed");
        }
        if (dialect == Dialect.POSTGRESQL) {
            connection.setNetworkTimeout(Runnable::run, (int) Math.max(1, left));
        }
        return connection.prepareStatement(sql);
    }
}
