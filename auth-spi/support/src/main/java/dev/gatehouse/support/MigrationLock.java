package dev.gatehouse.support;

import dev.gatehouse.spi.stability.Internal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;

/**
 * Lets one node at a time change the tables of a database. Flyway does not suffice: two nodes may create the table of
 * its history at once, and on H2 its own lock is a lock on the rows of that table, which has none at first. Both nodes
 * then run the same migration, and the failure of the second stays in the history.
 *
 * <p>On H2 there is one lock for all tables, because its catalog does not stand several changes at once: the row of the
 * table {@code gatehouse_migration_lock}, which is created when it is missing. On PostgreSQL it is an advisory lock of
 * the connection. Stateless and thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class MigrationLock {

    private static final String TABLE = "gatehouse_migration_lock";

    /** Two nodes met while they created the table or its row; the second finds it at its next attempt. */
    private static final Set<String> MET_ANOTHER_NODE = Set.of("42S01", "23505");

    /** H2 has a state of its own for a missing table in an empty database, and one if a similar name exists. */
    private static final Set<String> NO_TABLE = Set.of("42S02", "42S03", "42S04");

    private static final int ATTEMPTS = 10;

    private MigrationLock() {}

    /**
     * Takes the lock, which ends when the connection is closed.
     *
     * @param connection a connection to H2 or PostgreSQL, to be used for nothing else; it must not end a statement that
     *     waits as long as {@code wait}
     * @param tables which tables are changed; PostgreSQL has a lock for each name
     * @param wait the maximum time to wait for another node
     * @throws SQLException if another node holds the lock for so long, or if the database fails
     */
    public static void take(Connection connection, String tables, Duration wait) throws SQLException {
        if ("H2".equals(connection.getMetaData().getDatabaseProductName())) {
            execute(connection, "SET LOCK_TIMEOUT " + wait.toMillis());
            connection.setAutoCommit(false);
            lockRow(connection);
        } else {
            execute(connection, "SET lock_timeout = " + wait.toMillis());
            // Not a lock of a transaction: a change of an index would wait for that. The number is arbitrary.
            hasRow(connection, "SELECT 1 FROM pg_advisory_lock(1695411, hashtext(?))", tables);
        }
    }

    private static void lockRow(Connection connection) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                if (hasRow(connection, "SELECT id FROM " + TABLE + " WHERE id = ? FOR UPDATE", 1)) {
                    return;
                }
                insertRow(connection);
            } catch (SQLException failure) {
                boolean missing = NO_TABLE.contains(failure.getSQLState());
                if (attempt == ATTEMPTS || !(missing || MET_ANOTHER_NODE.contains(failure.getSQLState()))) {
                    throw failure;
                }
                if (missing) {
                    createTable(connection);
                }
            }
        }
    }

    private static void createTable(Connection connection) throws SQLException {
        try {
            execute(connection, "CREATE TABLE IF NOT EXISTS " + TABLE + " (id INT PRIMARY KEY)");
        } catch (SQLException failure) {
            if (!MET_ANOTHER_NODE.contains(failure.getSQLState())) {
                throw failure;
            }
        }
    }

    private static void insertRow(Connection connection) throws SQLException {
        execute(connection, "INSERT INTO " + TABLE + " (id) VALUES (1)");
        connection.commit();
    }

    private static boolean hasRow(Connection connection, String query, Object argument) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setObject(1, argument);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
