package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskState;
import dev.gatehouse.tasklist.store.VariableSelection;
import dev.gatehouse.tasklist.store.VariableText;
import dev.gatehouse.tasklist.store.jdbc.sql.Sql;
import dev.gatehouse.tasklist.store.jdbc.sql.Times;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Writes variables, drafts and snapshots. */
final class VariableWrites {

    private VariableWrites() {}

    static void replace(Handle handle, long scopeKey, String tenantId, Map<String, String> variables) {
        if (variables.isEmpty()) {
            return;
        }
        lockScope(handle, scopeKey);
        delete(handle, scopeKey, variables.keySet());
        PreparedBatch batch = handle.prepareBatch(
                "INSERT INTO variable (scope_key, name, preview, full_text, tenant_id) VALUES (?, ?, ?, ?, ?)");
        variables.forEach((name, value) ->
                bind(batch.bind(0, scopeKey), name, value).bind(4, tenantId).add());
        batch.execute();
        TaskMatches.refreshScope(handle, scopeKey);
    }

    static void delete(Handle handle, long scopeKey, Set<String> names) {
        new Sql("DELETE FROM variable WHERE scope_key = ? AND ")
                .add("", scopeKey)
                .anyName("name", names)
                .update(handle);
    }

    /** Locks those scopes that exist and returns their keys. */
    static List<Long> lockScopes(Handle handle, Collection<Long> scopeKeys) {
        return new Sql("SELECT s.scope_key FROM variable_scope s WHERE ")
                .anyKey("s.scope_key", scopeKeys)
                .add(" ORDER BY s.scope_key FOR UPDATE")
                .query(handle)
                .mapTo(Long.class)
                .list();
    }

    /** Creates the scope if it is missing, so that it can be locked. */
    static void openScope(Handle handle, long scopeKey) {
        boolean missing = new Sql("SELECT s.scope_key FROM variable_scope s WHERE s.scope_key = ?")
                .add("", scopeKey)
                .query(handle)
                .mapTo(Long.class)
                .findFirst()
                .isEmpty();
        if (missing) {
            new Sql("INSERT INTO variable_scope (scope_key) VALUES (?)")
                    .add("", scopeKey)
                    .update(handle);
        }
    }

    /**
     * Locks all scopes of a task, in the order of their keys. Until the transaction ends, no other one changes a
     * variable that the task sees.
     */
    static void lockScopes(Handle handle, long taskKey) {
        new Sql("SELECT v.scope_key FROM variable_scope v WHERE v.scope_key IN"
                        + " (SELECT s.scope_key FROM task_scope s WHERE s.task_key = ?)"
                        + " ORDER BY v.scope_key FOR UPDATE")
                .add("", taskKey)
                .query(handle)
                .mapTo(Long.class)
                .list();
    }

    /** Locks a scope, because concurrent inserts of the same new variable would conflict. */
    static void lockScope(Handle handle, long scopeKey) {
        openScope(handle, scopeKey);
        new Sql("SELECT s.scope_key FROM variable_scope s WHERE s.scope_key = ? FOR UPDATE")
                .add("", scopeKey)
                .query(handle)
                .mapTo(Long.class)
                .one();
    }

    static void saveDrafts(Handle handle, Task task, Map<String, String> values) {
        deleteDrafts(handle, task.key());
        Map<String, VariableRow> visible = visible(handle, task);
        PreparedBatch batch = handle.prepareBatch(
                "INSERT INTO task_draft (task_key, name, preview, full_text, variable_id) VALUES (?, ?, ?, ?, ?)");
        values.forEach((name, value) -> {
            VariableRow current = visible.get(name);
            if (current == null || !value.equals(current.text().full())) {
                String id = current == null ? VariableId.of(task.key(), name) : current.id();
                bind(batch.bind(0, task.key()), name, value).bind(4, id).add();
            }
        });
        batch.execute();
    }

    static void deleteDrafts(Handle handle, long taskKey) {
        handle.createUpdate("DELETE FROM task_draft WHERE task_key = ?")
                .bind(0, taskKey)
                .execute();
    }

    /** Stores the snapshot of the completed task and the new values of the process instance. */
    static void complete(Handle handle, Task task, Map<String, String> given, boolean withDrafts) {
        Map<String, VariableRow> visible = visible(handle, task);
        Map<String, String> snapshot = new LinkedHashMap<>();
        visible.forEach((name, row) -> snapshot.put(name, whole(row)));
        if (withDrafts) {
            Sql drafts =
                    VariableRow.Source.DRAFT.select(VariableSelection.allFull()).add("v.task_key = ?", task.key());
            for (VariableRow row : VariableRow.list(handle, drafts)) {
                snapshot.put(row.name(), whole(row));
            }
        }
        snapshot.putAll(given);
        deleteDrafts(handle, task.key());
        snapshot(handle, task, snapshot);
        // An engine sets a variable where it is known, else at the instance; the task's own scope ends with the task.
        // Scopes are locked in the order of their keys to avoid deadlocks.
        Map<Long, Map<String, String>> byScope = new TreeMap<>();
        given.forEach((name, value) -> {
            VariableRow known = visible.get(name);
            long scope = known == null || known.depth() == 0 ? task.processInstanceKey() : known.owner();
            byScope.computeIfAbsent(scope, key -> new LinkedHashMap<>()).put(name, value);
        });
        byScope.forEach((scope, values) -> replace(handle, scope, task.tenantId(), values));
    }

    static void snapshot(Handle handle, Task task, Map<String, String> values) {
        PreparedBatch batch = handle.prepareBatch(
                "INSERT INTO task_snapshot (task_key, name, preview, full_text) VALUES (?, ?, ?, ?)");
        Map<String, String> previews = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            bind(batch.bind(0, task.key()), name, value).add();
            previews.put(name, VariableText.of(value).preview());
        });
        batch.execute();
        TaskMatches.add(handle, task.key(), TaskState.COMPLETED, Times.millis(task.creationTime()), previews);
    }

    /** Returns the visible variables of the task in full. */
    private static Map<String, VariableRow> visible(Handle handle, Task task) {
        Map<String, VariableRow> byName = new LinkedHashMap<>();
        for (VariableRow row : VariableReads.visible(handle, List.of(task.key()), VariableSelection.allFull())) {
            byName.putIfAbsent(row.name(), row);
        }
        return byName;
    }

    private static PreparedBatch bind(PreparedBatch batch, String name, String value) {
        VariableText text = VariableText.of(value);
        @Nullable String full = text.truncated() ? value : null;
        return batch.bind(1, name).bind(2, text.preview()).bind(3, full);
    }

    private static String whole(VariableRow row) {
        String full = row.text().full();
        return full == null ? row.text().preview() : full;
    }
}
