package dev.gatehouse.tasklist.store.jdbc.sql;

import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.tasklist.store.StoreUnavailableException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Distinguishes the failures of a database.
 *
 * @since 0.1
 */
@Internal
public final class StoreErrors {

    private static final String DATABASE_CLOSED = "90098";

    // Duplicate key, serialization failure or deadlock of H2, deadlock of PostgreSQL.
    private static final Set<String> COLLISIONS = Set.of("23505", "40001", "40P01");

    // Lock timeouts. H2 requires the indexes that a statement names, and a large load creates them in the end.
    private static final Set<String> CROWDED = Set.of("HYT00", "55P03", "42S12");

    // Classes of states: connection failures, exhausted resources, shutdown and cancelled statements.
    private static final Set<String> AWAY = Set.of("08", "53", "57");

    private StoreErrors() {}

    /** Returns whether all connections are useless, because the database has closed itself. */
    public static boolean hasClosed(DatabaseKind kind, @Nullable Throwable failure) {
        String state = state(failure);
        return state != null && kind.hasClosed(state);
    }

    /** Returns whether the work met a database that had been closed before, so that it has changed nothing. */
    public static boolean isAlreadyClosed(JdbiException failure) {
        return DATABASE_CLOSED.equals(state(failure.getCause()));
    }

    /** Returns whether another transaction was in the way, so that a repetition may succeed. */
    public static boolean isCollision(JdbiException failure) {
        String state = state(failure.getCause());
        return state != null && COLLISIONS.contains(state);
    }

    /** Returns the exception for the caller of the store. */
    public static RuntimeException translated(DatabaseKind kind, JdbiException failure) {
        Throwable cause = failure.getCause();
        String state = state(cause);
        boolean passing = failure instanceof ConnectionException
                || cause instanceof SQLTransientException
                || cause instanceof SQLNonTransientConnectionException
                || (state != null
                        && (kind.hasClosed(state)
                                || CROWDED.contains(state)
                                || AWAY.contains(state.substring(0, Math.min(2, state.length())))));
        return passing ? new StoreUnavailableException(failure) : failure;
    }

    /**
     * Returns the first line of the innermost message: pools and mappers wrap the failure, and further lines may have
     * data of users.
     */
    public static String describe(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage());
        return message.lines().findFirst().orElse(message);
    }

    private static @Nullable String state(@Nullable Throwable failure) {
        return failure instanceof SQLException sql ? sql.getSQLState() : null;
    }
}
