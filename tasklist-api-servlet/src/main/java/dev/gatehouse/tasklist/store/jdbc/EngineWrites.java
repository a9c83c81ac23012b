package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskChange;
import dev.gatehouse.tasklist.store.TaskDetails;
import dev.gatehouse.tasklist.store.TaskEvent.Kind;
import dev.gatehouse.tasklist.store.TaskEvent.Origin;
import dev.gatehouse.tasklist.store.TaskState;
import dev.gatehouse.tasklist.store.jdbc.sql.Sql;
import dev.gatehouse.tasklist.store.jdbc.sql.Times;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Applies the reports of an engine, in the transaction of the caller. Reports about one task are serialized by its lock
 * or, before it is stored, by the lock of its scope.
 */
final class EngineWrites {

    private final TaskInserts inserts;
    private final DefinitionCache definitions;
    private final TaskEvents events;
    private final Clock clock;

    EngineWrites(TaskInserts inserts, DefinitionCache definitions, TaskEvents events, Clock clock) {
        this.inserts = inserts;
        this.definitions = definitions;
        this.events = events;
        this.clock = clock;
    }

    /** A cancellation that arrived before its task. */
    private record Tombstone(@Nullable Long revision, Instant endedAt) {}

    Task upsert(Handle handle, NewTask report) {
        Long key = report.key();
        if (key == null) {
            throw new IllegalArgumentException("a task that an engine reports needs a key");
        }
        Optional<Task> stored = lock(handle, key);
        if (stored.isPresent()) {
            return update(handle, stored.get(), report);
        }
        Optional<Tombstone> canceled = tombstone(handle, key);
        Task created = inserts.create(handle, report, Origin.ENGINE);
        if (canceled.isEmpty()) {
            return created;
        }
        new Sql("DELETE FROM task_tombstone WHERE task_key = ?").add("", key).update(handle);
        if (created.state() != TaskState.CREATED) {
            return created;
        }
        revise(handle, key, canceled.get().revision());
        return cancel(handle, created, canceled.get().endedAt());
    }

    Optional<Task> cancel(Handle handle, long key, @Nullable Long revision, Instant at) {
        Optional<Task> stored = lock(handle, key);
        if (stored.isEmpty()) {
            if (tombstone(handle, key).isEmpty()) {
                new Sql("INSERT INTO task_tombstone (task_key, revision, ended_at, stored_at) VALUES (?, ?, ?, ?)")
                        .add("", key, revision, Times.millis(at), clock.millis())
                        .update(handle);
            }
            return stored;
        }
        if (stored.get().state() != TaskState.CREATED) {
            return stored;
        }
        revise(handle, key, revision);
        return Optional.of(cancel(handle, stored.get(), at));
    }

    /** Locks a task. If there is none, locks its scope, and so waits for a transaction that stores the task. */
    private static Optional<Task> lock(Handle handle, long key) {
        Optional<Task> stored = TaskRows.lock(handle, key);
        if (stored.isPresent()) {
            return stored;
        }
        VariableWrites.lockScope(handle, key);
        return TaskRows.lock(handle, key);
    }

    private Task cancel(Handle handle, Task task, Instant at) {
        return TaskWrites.apply(handle, task, new TaskChange.Cancel(at), events, Origin.ENGINE);
    }

    private Task update(Handle handle, Task task, NewTask report) {
        if (task.state() != TaskState.CREATED) {
            return task;
        }
        definitions.get(handle, report.processDefinitionKey());
        boolean fresh = isFresh(handle, task.key(), report.revision());
        Task edited = task;
        if (fresh) {
            VariableWrites.lockScopes(handle, task.key());
            VariableWrites.replace(handle, task.processInstanceKey(), task.tenantId(), report.processVariables());
            VariableWrites.replace(handle, task.key(), task.tenantId(), report.localVariables());
            edited = edit(handle, task, report);
        }
        Instant ended = report.completionTime() == null ? clock.instant() : report.completionTime();
        return switch (report.state()) {
            case CREATED, FAILED -> edited;
            case CANCELED -> cancel(handle, edited, ended);
            case COMPLETED -> {
                TaskWrites.write(handle, edited, new TaskChange.Complete(ended, Map.of(), false));
                Task completed = TaskRows.find(handle, task.key()).orElseThrow();
                Map<String, String> variables = new LinkedHashMap<>(report.processVariables());
                variables.putAll(report.localVariables());
                events.append(handle, Kind.COMPLETED, Origin.ENGINE, completed, fresh ? variables : Map.of());
                yield completed;
            }
        };
    }

    private Task edit(Handle handle, Task task, NewTask report) {
        TaskDetails details = TaskDetails.of(task);
        if (report.setsAssignee()) {
            details = details.withAssignee(report.assignee());
        }
        if (report.setsDueDate()) {
            details = details.withDueDate(report.dueDate());
        }
        if (report.setsFollowUpDate()) {
            details = details.withFollowUpDate(report.followUpDate());
        }
        if (report.priority() != null) {
            details = details.withPriority(report.priority());
        }
        if (report.candidateUserList() != null) {
            details = details.withCandidateUsers(report.candidateUserList());
        }
        if (report.candidateGroupList() != null) {
            details = details.withCandidateGroups(report.candidateGroupList());
        }
        if (!details.equals(TaskDetails.of(task))) {
            TaskWrites.write(handle, task, new TaskChange.Edit(details));
        }
        String name = report.name();
        if (name != null && !name.equals(task.name())) {
            new Sql("UPDATE task SET name = ? WHERE task_key = ?")
                    .add("", name, task.key())
                    .update(handle);
        }
        revise(handle, task.key(), report.revision());
        Task edited = TaskRows.find(handle, task.key()).orElseThrow();
        events.appendEdit(handle, Origin.ENGINE, task, edited);
        return edited;
    }

    /** Returns whether no later report was applied. A report without a revision always counts as the latest. */
    private static boolean isFresh(Handle handle, long key, @Nullable Long revision) {
        return revision == null
                || new Sql("SELECT t.task_key FROM task t")
                        .add(" WHERE t.task_key = ? AND t.revision >= ?", key, revision)
                        .query(handle)
                        .mapTo(Long.class)
                        .findFirst()
                        .isEmpty();
    }

    private static void revise(Handle handle, long key, @Nullable Long revision) {
        if (revision != null) {
            new Sql("UPDATE task SET revision = ? WHERE task_key = ? AND (revision IS NULL OR revision < ?)")
                    .add("", revision, key, revision)
                    .update(handle);
        }
    }

    private static Optional<Tombstone> tombstone(Handle handle, long key) {
        return new Sql("SELECT s.revision, s.ended_at FROM task_tombstone s WHERE s.task_key = ?")
                .add("", key)
                .query(handle)
                .map((row, context) -> {
                    long revision = row.getLong(1);
                    @Nullable Long stored = row.wasNull() ? null : revision;
                    return new Tombstone(stored, Instant.ofEpochMilli(row.getLong(2)));
                })
                .findFirst();
    }
}
