package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.VariableSelection;
import dev.gatehouse.tasklist.store.VariableText;
import dev.gatehouse.tasklist.store.jdbc.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * A row of one of the tables of variables.
 *
 * @param taskKey the task that it was read for; 0 if it was read without a task
 * @param depth depth of its scope
 * @param owner owning scope or task
 */
record VariableRow(long taskKey, int depth, long owner, String id, String name, VariableText text, String tenantId) {

    /** The tables. In each of them {@code v} is the table with the values. */
    enum Source {
        /** Variables of running process instances, joined with the tasks that see them. */
        VISIBLE(
                "s.task_key, s.depth, v.scope_key, NULL, v.tenant_id",
                "variable v JOIN task_scope s ON s.scope_key = v.scope_key"),
        /** Variables of running process instances. */
        RUNTIME("0, 0, v.scope_key, NULL, v.tenant_id", "variable v"),
        /** Drafts. */
        DRAFT(
                "v.task_key, 0, v.task_key, v.variable_id, t.tenant_id",
                "task_draft v JOIN task t ON t.task_key = v.task_key"),
        /** Snapshots of completed tasks. */
        SNAPSHOT(
                "v.task_key, 0, v.task_key, NULL, t.tenant_id",
                "task_snapshot v JOIN task t ON t.task_key = v.task_key");

        private final String columns;
        private final String tables;

        Source(String columns, String tables) {
            this.columns = columns;
            this.tables = tables;
        }

        /** Starts a statement that ends with WHERE. Long values are read only for the names to read in full. */
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
