package dev.gatehouse.cookie.jdbc;

import java.io.EOFException;
import java.sql.SQLException;
import java.util.Set;

/** Distinguishes a wrong configuration from a database that is down. */
final class DatabaseErrors {

    // PostgreSQL: unknown role or wrong password, unknown database. H2: wrong user or password, unsupported
    // URL, file in use by another process.
    private static final Set<String> FINAL = Set.of("28000", "28P01", "3D000", "90020", "90113", "90046");

    private static final String FILE_IN_USE = "90020";

    // H2: corrupt content, unknown format, wrong or missing encryption.
    private static final Set<String> DAMAGED = Set.of("90030", "90048", "90049");
    private static final String FILE_UNREADABLE = "90028";

    // H2 closes a database whose file cannot be written, such as one on a full disk. Its connections seem valid
    // and fail for ever; a new connection opens the file again.
    private static final Set<String> H2_CLOSED = Set.of("HY000", "90007", "90028", "90031", "90067", "90098", "90121");

    // Lock timeouts and deadlocks.
    private static final Set<String> CROWDED = Set.of("HYT00", "55P03", "40001", "40P01");

    // Connection failures, exhausted resources, shutdown, cancelled statements.
    private static final Set<String> AWAY = Set.of("08", "53", "57");

    private DatabaseErrors() {}

    /** Returns whether retrying is pointless. */
    static boolean isFinal(SQLException failure) {
        return failure.getSQLState() != null && (FINAL.contains(failure.getSQLState()) || isDamaged(failure));
    }

    private static boolean isDamaged(SQLException failure) {
        if (FILE_UNREADABLE.equals(failure.getSQLState())) {
            // Other failures to read may pass, such as a full disk; a file that is too short stays so.
            return innermost(failure) instanceof EOFException;
        }
        return failure.getSQLState() != null && DAMAGED.contains(failure.getSQLState());
    }

    private static Throwable innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** Returns whether H2 has closed the database, so that none of its connections can be used again. */
    static boolean hasClosed(Dialect dialect, SQLException failure) {
        return dialect == Dialect.H2 && failure.getSQLState() != null && H2_CLOSED.contains(failure.getSQLState());
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
        String message = String.valueOf(innermost(refusal).getMessage());
        if (refusal instanceof SQLException failure && isDamaged(failure)) {
            String line =
                    String.valueOf(refusal.getMessage()).lines().findFirst().orElse("");
            return "the database file is damaged or not a database of this version (" + line
                    + "); restore it from a backup, or move it away to start with an empty database";
        }
        if (refusal instanceof SQLException failure && FILE_IN_USE.equals(failure.getSQLState())) {
            String file = message.lines().findFirst().orElse(message);
            return "the database file is in use (" + file + "); stop the other process or configure another file";
        }
        String line = message.lines().findFirst().orElse(message);
        return "the database rejects the connection: " + line
                + "; correct url, user or password, or grant the user permission to create tables";
    }
}
