package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.VariableSelection;
import dev.gatehouse.tasklist.store.VariableText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * A stored variable text as one of the tables holds it.
 *
 * @param taskKey the task that it was read for, 0 when it was read by itself
 * @param depth of the scope that it was found in
 * @param owner scope or task that it belongs to
 */
record VariableRow(long taskKey, int depth, long owner, String id, String name, VariableText text, String tenantId) {

    /** Where texts are kept; in each of them {@code v} is the table of texts. */
    enum Source {
        /** What running instances hold, as seen by tasks. */
        VISIBLE(
                "s.task_key, s.depth, v.scope_key, NULL, v.tenant_id",
                "variable v JOIN task_scope s ON s.scope_key = v.scope_key"),
        /** The same by itself. */
        RUNTIME("0, 0, v.scope_key, NULL, v.tenant_id", "variable v"),
        /** What was saved without completing. */
        DRAFT(
                "v.task_key, 0, v.task_key, v.variable_id, t.tenant_id",
                "task_draft v JOIN task t ON t.task_key = v.task_key"),
        /** What completed tasks froze. */
        SNAPSHOT(
                "v.task_key, 0, v.task_key, NULL, t.tenant_id",
                "task_snapshot v JOIN task t ON t.task_key = v.task_key");

        private final String columns;
        private final String tables;

        Source(String columns, String tables) {
            this.columns = columns;
            this.tables = tables;
        }

        /** Starts a statement that ends in a WHERE to be continued; long texts are read only for the names that ask for them. */
        Sql select(VariableSelection selection) {
            Sql sql = new Sql("SELECT " + columns + ", v.name, v.preview, ");
            if (selection.full() == null) {
                sql.add("v.full_text");
            } else {
                sql.add("CASE WHEN ").anyName("v.name", selection.full()).add(" THEN v.full_text END");
            }
            sql.add(", CASE WHEN v.full_text IS NULL THEN 0 ELSE 1 END FROM " + tables + " WHERE ");
            if (selection.names() != null) {
                sql.anyName("v.name", selection.names()).add(" AND ");
            }
            return sql;
        }
    }

    static List<VariableRow> list(Handle handle, Sql sql) {
        return sql.query(handle).map((row, context) -> read(row)).list();
    }

    private static VariableRow read(ResultSet row) throws SQLException {
        long owner = row.getLong(3);
        String id = row.getString(4);
        String name = row.getString(6);
        String preview = row.getString(7);
        String full = row.getString(8);
        boolean truncated = row.getInt(9) == 1;
        return new VariableRow(
                row.getLong(1),
                row.getInt(2),
                owner,
                id == null ? VariableId.of(owner, name) : id,
                name,
                new VariableText(preview, truncated, truncated ? full : preview),
                row.getString(5));
    }
}
