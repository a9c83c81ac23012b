package dev.gatehouse.cookie.jdbc;

import java.sql.SQLException;
import java.util.Set;

/** Distinguishes a wrong configuration from a database that is down. */
final class DatabaseErrors {

    // PostgreSQL: unknown role or wrong password, unknown database. H2: wrong user or password, unsupported
    // URL, file in use by another process.
    private static final Set<String> FINAL = Set.of("28000", "28P01", "3D000", "90020", "90113", "90046");

    private static final String FILE_IN_USE = "90020";

    // Lock timeouts and deadlocks.
    private static final Set<String> CROWDED = Set.of("HYT00", "55P03", "40001", "40P01");

    // Connection failures, exhausted resources, shutdown, cancelled statements.
    private static final Set<String> AWAY = Set.of("08", "53", "57");

    private DatabaseErrors() {}

    /** Returns whether retrying is pointless. */
    static boolean isFinal(SQLException failure) {
        return failure.getSQLState() != null && FINAL.contains(failure.getSQLState());
    }

    /** Returns whether a retry may succeed, because the database may be slow, busy with another node, or down. */
    static boolean mayPass(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                String state = sql.getSQLState();
                return CROWDED.contains(state) || AWAY.contains(state.substring(0, Math.min(2, state.length())));
            }
        }
        return false;
    }

    /** Returns a message for the operator, in one line. */
    static String describe(Exception refusal) {
        Throwable cause = refusal;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage());
        if (refusal instanceof SQLException failure && FILE_IN_USE.equals(failure.getSQLState())) {
            String file = message.lines().findFirst().orElse(message);
            return "the database file is in use (" + file + "); stop the other process or configure another file";
        }
        String line = message.lines().findFirst().orElse(message);
        return "the database rejects the connection: " + line
                + "; correct url, user or password, or grant the user permission to create tables";
    }
}
