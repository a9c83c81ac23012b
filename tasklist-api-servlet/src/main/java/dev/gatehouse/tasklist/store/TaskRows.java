package dev.gatehouse.tasklist.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Reads tasks from their tables: one statement for the rows, one for the candidates of all of them. */
final class TaskRows {

    static final String SELECT = "SELECT t.* FROM task t";

    private TaskRows() {}

    private record Candidate(long taskKey, boolean user, String name) {}

    static Optional<Task> find(Handle handle, long key) {
        return first(handle, new Sql(SELECT).add(" WHERE t.task_key = ?", key));
    }

    /** Reads and locks the task until the transaction ends. */
    static Optional<Task> lock(Handle handle, long key) {
        return first(handle, new Sql(SELECT).add(" WHERE t.task_key = ? FOR UPDATE", key));
    }

    static List<Task> list(Handle handle, Sql sql) {
        List<Task> bare = sql.query(handle).map(TaskRows::task).list();
        return bare.isEmpty() ? bare : withCandidates(handle, bare);
    }

    private static Optional<Task> first(Handle handle, Sql sql) {
        List<Task> found = list(handle, sql);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
    }

    private static List<Task> withCandidates(Handle handle, List<Task> bare) {
        List<Long> keys = new ArrayList<>(bare.size());
        for (Task task : bare) {
            keys.add(task.key());
        }
        List<Candidate> candidates = new Sql("SELECT c.task_key, c.kind, c.name FROM task_candidate c WHERE ")
                .anyKey("c.task_key", keys)
                .add(" ORDER BY c.task_key, c.kind, c.place")
                .query(handle)
                .map((row, context) ->
                        new Candidate(row.getLong(1), row.getString(2).equals("USER"), row.getString(3)))
                .list();
        Map<Long, List<String>> users = new HashMap<>();
        Map<Long, List<String>> groups = new HashMap<>();
        for (Candidate candidate : candidates) {
            Map<Long, List<String>> kind = candidate.user() ? users : groups;
            kind.computeIfAbsent(candidate.taskKey(), key -> new ArrayList<>()).add(candidate.name());
        }
        List<Task> tasks = new ArrayList<>(bare.size());
        for (Task task : bare) {
            tasks.add(new Task(
                    task.key(),
                    task.name(),
                    task.taskDefinitionId(),
                    task.processName(),
                    task.bpmnProcessId(),
                    task.processDefinitionKey(),
                    task.processInstanceKey(),
                    task.state(),
                    task.assignee(),
                    task.creationTime(),
                    task.completionTime(),
                    task.dueDate(),
                    task.followUpDate(),
                    users.get(task.key()),
                    groups.get(task.key()),
                    task.form(),
                    task.tenantId(),
                    task.implementation()));
        }
        return tasks;
    }

    private static Task task(ResultSet row, StatementContext context) throws SQLException {
        return new Task(
                row.getLong("task_key"),
                row.getString("name"),
                row.getString("element_id"),
                row.getString("process_name"),
                row.getString("bpmn_process_id"),
                row.getLong("definition_key"),
                row.getLong("instance_key"),
                TaskState.valueOf(row.getString("state")),
                row.getString("assignee"),
                Instant.ofEpochMilli(row.getLong("creation_time")),
                Times.read(row, "completion_time"),
                Times.read(row, "due_date"),
                Times.read(row, "follow_up_date"),
                null,
                null,
                form(row),
                row.getString("tenant_id"),
                TaskImplementation.valueOf(row.getString("implementation")));
    }

    private static @Nullable FormLink form(ResultSet row) throws SQLException {
        String key = row.getString("form_key");
        String id = row.getString("form_id");
        if (key == null && id == null) {
            return null;
        }
        long version = row.getLong("form_version");
        @Nullable Long formVersion = row.wasNull() ? null : version;
        boolean inModel = row.getBoolean("form_embedded");
        return new FormLink(key, id, formVersion, row.wasNull() ? null : inModel);
    }
}
