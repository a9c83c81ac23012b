package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.FormLink;
import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskBuilder;
import dev.gatehouse.tasklist.store.TaskImplementation;
import dev.gatehouse.tasklist.store.TaskState;
import dev.gatehouse.tasklist.store.jdbc.sql.Sql;
import dev.gatehouse.tasklist.store.jdbc.sql.Times;
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

/** Reads tasks with two statements: one for the rows, one for the candidates of all rows. */
final class TaskRows {

    static final String SELECT = "SELECT t.* FROM task t";

    private TaskRows() {}

    /** A row without its candidates. */
    private record Row(long key, TaskBuilder task) {}

    private record Candidate(long taskKey, boolean user, String name) {}

    static Optional<Task> find(Handle handle, long key) {
        return first(handle, new Sql(SELECT).add(" WHERE t.task_key = ?", key));
    }

    /** Reads and locks the task until the transaction ends. */
    static Optional<Task> lock(Handle handle, long key) {
        return first(handle, new Sql(SELECT).add(" WHERE t.task_key = ? FOR UPDATE", key));
    }

    static List<Task> list(Handle handle, Sql sql) {
        List<Row> rows = sql.query(handle).map(TaskRows::row).list();
        return rows.isEmpty() ? new ArrayList<>() : withCandidates(handle, rows);
    }

    private static Optional<Task> first(Handle handle, Sql sql) {
        return list(handle, sql).stream().findFirst();
    }

    private static List<Task> withCandidates(Handle handle, List<Row> rows) {
        List<Candidate> candidates = new Sql(
                        "SELECT c.task_key, c.kind, c.name FROM task_candidate c WHERE c.kind <> 'NONE'")
                .add(" AND ")
                .anyKey("c.task_key", rows.stream().map(Row::key).toList())
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
        List<Task> tasks = new ArrayList<>(rows.size());
        for (Row row : rows) {
            tasks.add(row.task()
                    .candidateUsers(users.get(row.key()))
                    .candidateGroups(groups.get(row.key()))
                    .build());
        }
        return tasks;
    }

    private static Row row(ResultSet row, StatementContext context) throws SQLException {
        long key = row.getLong("task_key");
        TaskBuilder task = Task.builder()
                .key(key)
                .name(row.getString("name"))
                .taskDefinitionId(row.getString("element_id"))
                .processName(row.getString("process_name"))
                .bpmnProcessId(row.getString("bpmn_process_id"))
                .processDefinitionKey(row.getLong("definition_key"))
                .processInstanceKey(row.getLong("instance_key"))
                .state(TaskState.valueOf(row.getString("state")))
                .assignee(row.getString("assignee"))
                .creationTime(Instant.ofEpochMilli(row.getLong("creation_time")))
                .completionTime(Times.read(row, "completion_time"))
                .dueDate(Times.read(row, "due_date"))
                .followUpDate(Times.read(row, "follow_up_date"))
                .priority(row.getInt("priority"))
                .form(form(row))
                .tenantId(row.getString("tenant_id"))
                .implementation(TaskImplementation.valueOf(row.getString("implementation")));
        return new Row(key, task);
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
