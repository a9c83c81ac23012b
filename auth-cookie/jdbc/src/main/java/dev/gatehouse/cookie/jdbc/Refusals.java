package dev.gatehouse.cookie.jdbc;

import java.sql.SQLException;
import java.util.Set;

/** Tells a wrong configuration from a database that is away. */
final class Refusals {

    // PostgreSQL: no such role or password, no such database. H2: wrong user or password, unsupported URL parts, file
    // in use by another process.
    private static final Set<String> FINAL = Set.of("28000", "28P01", "3D000", "90020", "90113", "90046");

    private static final String FILE_IN_USE = "90020";

    private Refusals() {}

    /** Whether waiting does not help. */
    static boolean isFinal(SQLException failure) {
        return failure.getSQLState() != null && FINAL.contains(failure.getSQLState());
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
