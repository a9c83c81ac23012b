package dev.gatehouse.cookie.jdbc;

import java.sql.SQLException;
import java.util.Set;

/** Tells a wrong configuration from a database that is away. */
final class DatabaseErrors {

    // PostgreSQL: no such role or password, no such database. H2: wrong user or password, unsupported URL parts, file
    // in use by another process.
    private static final Set<String> FINAL = Set.of("28000", "28P01", "3D000", "90020", "90113", "90046");

    private static final String FILE_IN_USE = "90020";

    // Time-outs of locks, deadlocks.
    private static final Set<String> CROWDED = Set.of("HYT00", "55P03", "40001", "40P01");

    // Connections, resources of the server, its shutdown, cancelled statements.
    private static final Set<String> AWAY = Set.of("08", "53", "57");

    private DatabaseErrors() {}

    /** Whether waiting does not help. */
    static boolean isFinal(SQLException failure) {
        return failure.getSQLState() != null && FINAL.contains(failure.getSQLState());
    }

    /** Whether waiting may help, since the database may be slow, busy with another node, or away. */
    static boolean mayPass(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                String state = sql.getSQLState();
                return CROWDED.contains(state) || AWAY.contains(state.substring(0, Math.min(2, state.length())));
            }
        }
        return false;
    }

    /** Returns what to tell the operator, in one line. */
    static String describe(Exception refusal) {
        Throwable cause = refusal;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage());
        if (refusal instanceof SQLException failure && FILE_IN_USE.equals(failure.getSQLState())) {
            String file = message.lines().findFirst().orElse(message);
            return "the file of the database is in use (" + file
                    + "); stop the process that holds it, or choose another file";
        }
        String line = message.lines().findFirst().orElse(message);
        return "the database refuses: " + line
                + "; correct url, user or password, or give the user the right to make tables";
    }
}
