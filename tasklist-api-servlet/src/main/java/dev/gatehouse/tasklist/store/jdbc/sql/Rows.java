package dev.gatehouse.tasklist.store.jdbc.sql;

import dev.gatehouse.spi.stability.Internal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.TransactionException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows to insert into one table. Many rows are sent by COPY if the database is PostgreSQL, else as one batch. Not
 * thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class Rows {

    // COPY needs round trips of its own, which pay from this number of rows on.
    private static final int WORTH_COPYING = 100;
    private static final int CHUNK_CHARS = 64 * 1024;
    private static final int BATCH = 1000;

    private final String table;
    private final String[] columns;
    private final List<@Nullable Object[]> rows = new ArrayList<>();

    /** Creates an empty list of rows for these columns of a table. */
    public Rows(String table, String... columns) {
        this.table = table;
        this.columns = columns;
    }

    /** Returns whether the database is PostgreSQL, and not H2. */
    public static boolean isPostgres(Handle handle) {
        try {
            return handle.getConnection().isWrapperFor(PGConnection.class);
        } catch (SQLException failure) {
            throw new TransactionException("cannot tell the database", failure);
        }
    }

    /** Adds a row: one value for each column. */
    public void add(@Nullable Object... values) {
        rows.add(values);
    }

    /** Inserts all rows that were added, in their order. */
    public void insert(Handle handle) {
        if (rows.isEmpty()) {
            return;
        }
        Connection connection = handle.getConnection();
        try {
            if (rows.size() >= WORTH_COPYING && connection.isWrapperFor(PGConnection.class)) {
                copy(connection.unwrap(PGConnection.class));
            } else {
                batch(connection);
            }
        } catch (SQLException failure) {
            throw new TransactionException("cannot insert into " + table, failure);
        }
    }

    private void batch(Connection connection) throws SQLException {
        String sql = "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES (?"
                + ", ?".repeat(columns.length - 1) + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int waiting = 0;
            for (@Nullable Object[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    statement.setObject(i + 1, row[i]);
                }
                statement.addBatch();
                if (++waiting == BATCH) {
                    statement.executeBatch();
                    waiting = 0;
                }
            }
            if (waiting > 0) {
                statement.executeBatch();
            }
        }
    }

    private void copy(PGConnection connection) throws SQLException {
        CopyIn copy =
                connection.getCopyAPI().copyIn("COPY " + table + " (" + String.join(", ", columns) + ") FROM STDIN");
        try {
            StringBuilder chunk = new StringBuilder(CHUNK_CHARS + 1024);
            for (@Nullable Object[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    if (i > 0) {
                        chunk.append('\t');
                    }
                    value(chunk, row[i]);
                }
                chunk.append('\n');
                if (chunk.length() >= CHUNK_CHARS) {
                    send(copy, chunk);
                }
            }
            send(copy, chunk);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void send(CopyIn copy, StringBuilder chunk) throws SQLException {
        byte[] bytes = chunk.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        chunk.setLength(0);
    }

    /** Writes a value in the text format of COPY, in which only these four characters are special. */
    private static void value(StringBuilder out, @Nullable Object value) {
        if (value == null) {
            out.append("\\N");
        } else if (value instanceof String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                switch (c) {
                    case '\\' -> out.append("\\\\");
                    case '\t' -> out.append("\\t");
                    case '\n' -> out.append("\\n");
                    case '\r' -> out.append("\\r");
                    default -> out.append(c);
                }
            }
        } else {
            out.append(value);
        }
    }
}
