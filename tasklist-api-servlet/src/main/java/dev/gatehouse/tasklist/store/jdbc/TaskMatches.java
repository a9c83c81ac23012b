package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.TaskState;
import dev.gatehouse.tasklist.store.VariableSelection;
import dev.gatehouse.tasklist.store.jdbc.sql.Sql;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Keeps the table of what a variable filter finds: the variables visible to an active task, and those of the snapshot
 * of a completed one. A caller holds the locks of the scopes of the tasks, so that no other transaction changes the
 * variables or ends the tasks meanwhile.
 */
final class TaskMatches {

    // Not part of any JSON, so that every pair of name and value has a text of its own.
    private static final char SEPARATOR = '\u001F';

    private TaskMatches() {}

    /** Returns what stands for a variable in the table: the first half of a SHA-256. */
    static UUID digest(String name, String preview) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((name + SEPARATOR + preview).getBytes(StandardCharsets.UTF_8));
            ByteBuffer half = ByteBuffer.wrap(hash);
            return new UUID(half.getLong(), half.getLong());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Adds variables of a new task or snapshot: their names with their previews. */
    static void add(Handle handle, long taskKey, TaskState state, long creationTime, Map<String, String> previews) {
        if (previews.isEmpty()) {
            return;
        }
        PreparedBatch batch = batch(handle);
        previews.forEach((name, preview) -> bind(batch, taskKey, digest(name, preview), state, creationTime));
        batch.execute();
    }

    static void delete(Handle handle, long taskKey) {
        new Sql("DELETE FROM task_match WHERE task_key = ?").add("", taskKey).update(handle);
    }

    /** Makes the table agree with the visible variables of all active tasks that see a scope. */
    static void refreshScope(Handle handle, long scopeKey) {
        Map<Long, Long> creationTimes = new HashMap<>();
        new Sql("SELECT t.task_key, t.creation_time FROM task_scope s JOIN task t ON t.task_key = s.task_key")
                .add(" WHERE s.scope_key = ? AND t.state = 'CREATED'", scopeKey)
                .query(handle)
                .map((row, context) -> Map.entry(row.getLong(1), row.getLong(2)))
                .forEach(entry -> creationTimes.put(entry.getKey(), entry.getValue()));
        refresh(handle, creationTimes);
    }

    /** Makes the table agree with the visible variables of active tasks, given with their creation times. */
    static void refresh(Handle handle, Map<Long, Long> creationTimes) {
        if (creationTimes.isEmpty()) {
            return;
        }
        Map<Long, Set<UUID>> surplus = stored(handle, creationTimes.keySet());
        Map<Long, Set<String>> seen = new HashMap<>();
        PreparedBatch added = batch(handle);
        for (VariableRow row : VariableReads.visible(handle, creationTimes.keySet(), previews())) {
            if (!seen.computeIfAbsent(row.taskKey(), key -> new HashSet<>()).add(row.name())) {
                continue;
            }
            UUID digest = digest(row.name(), row.text().preview());
            Set<UUID> known = surplus.get(row.taskKey());
            if (known == null || !known.remove(digest)) {
                bind(added, row.taskKey(), digest, TaskState.CREATED, creationTimes.getOrDefault(row.taskKey(), 0L));
            }
        }
        PreparedBatch deleted = handle.prepareBatch("DELETE FROM task_match WHERE task_key = ? AND digest = ?");
        surplus.forEach((key, digests) ->
                digests.forEach(digest -> deleted.bind(0, key).bind(1, digest).add()));
        deleted.execute();
        added.execute();
    }

    private static Map<Long, Set<UUID>> stored(Handle handle, Collection<Long> tasks) {
        Map<Long, Set<UUID>> stored = new HashMap<>();
        List<Map.Entry<Long, UUID>> rows = new Sql("SELECT m.task_key, m.digest FROM task_match m WHERE ")
                .anyKey("m.task_key", tasks)
                .query(handle)
                .map((row, context) -> Map.entry(row.getLong(1), row.getObject(2, UUID.class)))
                .list();
        for (Map.Entry<Long, UUID> row : rows) {
            stored.computeIfAbsent(row.getKey(), key -> new HashSet<>()).add(row.getValue());
        }
        return stored;
    }

    private static VariableSelection previews() {
        return VariableSelection.all();
    }

    private static PreparedBatch batch(Handle handle) {
        return handle.prepareBatch(
                "INSERT INTO task_match (task_key, digest, state, creation_time) VALUES (?, ?, ?, ?)");
    }

    private static void bind(PreparedBatch batch, long key, UUID digest, TaskState state, long creationTime) {
        batch.bind(0, key)
                .bind(1, digest)
                .bind(2, state.name())
                .bind(3, creationTime)
                .add();
    }
}
