package dev.gatehouse.cookie.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;

/** One call to the database: a connection, and by when all of it has to be over. Used by one thread. */
final class DatabaseCall {

    private final Connection connection;
    private final Dialect dialect;
    private final long end;
    private final boolean again;

    /**
     * Begins a call.
     *
     * @param end when it ends, on the scale of {@link System#nanoTime()}
     * @param again whether it was tried before and may have been carried out
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

    /** Prepares a statement that may take the rest of the time; a server that does not answer by then has broken the connection. */
    PreparedStatement prepare(String sql) throws SQLException {
        long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        if (left <= 0) {
            throw new SQLTimeoutException("the time for the call is over");
        }
        if (dialect == Dialect.POSTGRESQL) {
            connection.setNetworkTimeout(Runnable::run, (int) Math.max(1, left));
        }
        return connection.prepareStatement(sql);
    }
}
