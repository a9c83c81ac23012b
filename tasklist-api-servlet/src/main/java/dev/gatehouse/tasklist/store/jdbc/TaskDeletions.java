package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskEvent.Kind;
import dev.gatehouse.tasklist.store.TaskEvent.Origin;
import dev.gatehouse.tasklist.store.TaskState;
import dev.gatehouse.tasklist.store.jdbc.sql.Rows;
import dev.gatehouse.tasklist.store.jdbc.sql.Sql;
import dev.gatehouse.tasklist.store.jdbc.sql.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Deletes tasks with everything that belongs to them. Each method deletes one batch in the caller's transaction. */
final class TaskDeletions {

    /** Most tasks of a batch. */
    static final int BATCH = 500;

    private static final Duration TOMBSTONE_LIFE = Duration.ofDays(30);
    private static final List<String> TABLES =
            List.of("task_candidate", "task_draft", "task_snapshot", "task_match", "task_scope");

    private final TaskEvents events;

    TaskDeletions(TaskEvents events) {
        this.events = events;
    }

    /** Deletes tasks of an instance. The last batch, which is not full, deletes the variables of the instance too. */
    int ofInstance(Handle handle, long instanceKey) {
        List<Task> tasks = TaskRows.list(
                handle,
                new Sql(TaskRows.SELECT)
                        .add(" WHERE t.instance_key = ? ORDER BY t.task_key LIMIT ? FOR UPDATE", instanceKey, BATCH));
        delete(handle, tasks, Origin.ENGINE);
        if (tasks.size() < BATCH) {
            deleteUnused(handle, List.of(instanceKey));
        }
        return tasks.size();
    }

    /** Deletes tasks that ended before a time. Skips those that another node is deleting. */
    int ended(Handle handle, TaskState state, Instant before) {
        // In the order of an index, oldest first.
        List<Task> tasks = TaskRows.list(
                handle,
                new Sql(TaskRows.SELECT)
                        .add(" WHERE t.state = ? AND t.completion_order < ?", state.name(), Times.millis(before))
                        .add(" ORDER BY t.state, t.completion_order, t.task_key DESC LIMIT ?", BATCH)
                        .add(" FOR UPDATE SKIP LOCKED"));
        delete(handle, tasks, Origin.RETENTION);
        return tasks.size();
    }

    static void tombstones(Handle handle, Instant now) {
        List<Long> keys = new Sql("SELECT s.task_key FROM task_tombstone s WHERE s.stored_at < ? LIMIT ?")
                .add("", Times.millis(now.minus(TOMBSTONE_LIFE)), BATCH)
                .query(handle)
                .mapTo(Long.class)
                .list();
        if (!keys.isEmpty()) {
            deleteUnused(handle, keys);
            new Sql("DELETE FROM task_tombstone WHERE ")
                    .anyKey("task_key", keys)
                    .update(handle);
        }
    }

    private void delete(Handle handle, List<Task> tasks, Origin origin) {
        if (tasks.isEmpty()) {
            return;
        }
        List<Long> keys = tasks.stream().map(Task::key).toList();
        List<Long> scopes = new Sql("SELECT DISTINCT s.scope_key FROM task_scope s WHERE ")
                .anyKey("s.task_key", keys)
                .query(handle)
                .mapTo(Long.class)
                .list();
        for (String table : TABLES) {
            new Sql("DELETE FROM " + table + " WHERE ").anyKey("task_key", keys).update(handle);
        }
        new Sql("DELETE FROM task WHERE ").anyKey("task_key", keys).update(handle);
        deleteUnused(handle, scopes);
        if (events.recording()) {
            Rows deleted = events.rows();
            tasks.forEach(task -> events.add(deleted, Kind.DELETED, origin, task, Map.of()));
            deleted.insert(handle);
        }
    }

    /** Deletes the variables of those scopes that no task sees. */
    private static void deleteUnused(Handle handle, Collection<Long> scopeKeys) {
        // The lock comes first: the check then sees a task that was created meanwhile.
        List<Long> scopes = new ArrayList<>(VariableWrites.lockScopes(handle, scopeKeys));
        scopes.removeAll(new Sql("SELECT DISTINCT s.scope_key FROM task_scope s WHERE ")
                .anyKey("s.scope_key", scopes)
                .query(handle)
                .mapTo(Long.class)
                .list());
        new Sql("DELETE FROM variable WHERE ").anyKey("scope_key", scopes).update(handle);
        new Sql("DELETE FROM variable_scope WHERE ").anyKey("scope_key", scopes).update(handle);
    }
}
