package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.Keys;
import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskChange;
import dev.gatehouse.tasklist.store.TaskDetails;
import dev.gatehouse.tasklist.store.TaskEvent.Kind;
import dev.gatehouse.tasklist.store.TaskEvent.Origin;
import dev.gatehouse.tasklist.store.TaskState;
import dev.gatehouse.tasklist.store.jdbc.sql.Sql;
import dev.gatehouse.tasklist.store.jdbc.sql.Times;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Changes tasks. Every method runs in the transaction of its caller. */
final class TaskWrites {

    private TaskWrites() {}

    static Optional<Task> change(
            Handle handle, String taskId, Function<Task, TaskChange> rule, TaskEvents events, Origin origin) {
        Optional<Task> locked = TaskRows.lock(handle, Keys.parse(taskId));
        if (locked.isEmpty()) {
            return locked;
        }
        return Optional.of(apply(handle, locked.get(), rule.apply(locked.get()), events, origin));
    }

    /** Applies a change to a locked task. */
    static Task apply(Handle handle, Task task, TaskChange change, TaskEvents events, Origin origin) {
        write(handle, task, change);
        Task changed = TaskRows.find(handle, task.key()).orElseThrow();
        if (change instanceof TaskChange.Claim) {
            events.append(handle, Kind.CLAIMED, origin, changed);
        } else if (change instanceof TaskChange.Assign assign) {
            events.append(handle, assign.assignee() == null ? Kind.UNASSIGNED : Kind.ASSIGNED, origin, changed);
        } else if (change instanceof TaskChange.Edit) {
            events.appendEdit(handle, origin, task, changed);
        } else if (change instanceof TaskChange.Complete complete) {
            events.append(handle, Kind.COMPLETED, origin, changed, complete.variables());
        } else if (change instanceof TaskChange.Cancel) {
            events.append(handle, Kind.CANCELED, origin, changed);
        }
        return changed;
    }

    /** Applies a change without recording it. */
    static void write(Handle handle, Task task, TaskChange change) {
        if (change instanceof TaskChange.Claim claim) {
            assign(handle, task.key(), claim.assignee());
        } else if (change instanceof TaskChange.Assign assign) {
            assign(handle, task.key(), assign.assignee());
        } else if (change instanceof TaskChange.Edit edit) {
            edit(handle, task, edit.details());
        } else if (change instanceof TaskChange.Complete complete) {
            end(handle, task.key(), TaskState.COMPLETED, complete.at());
            VariableWrites.complete(handle, task, complete.variables(), complete.withDrafts());
        } else if (change instanceof TaskChange.SaveDrafts drafts) {
            VariableWrites.saveDrafts(handle, task, drafts.values());
        } else if (change instanceof TaskChange.Cancel cancel) {
            end(handle, task.key(), TaskState.CANCELED, cancel.at());
            VariableWrites.deleteDrafts(handle, task.key());
        }
    }

    private static void assign(Handle handle, long key, @Nullable String assignee) {
        new Sql("UPDATE task SET assignee = ? WHERE task_key = ?")
                .add("", assignee, key)
                .update(handle);
    }

    private static void edit(Handle handle, Task task, TaskDetails details) {
        new Sql("UPDATE task SET assignee = ?, due_date = ?, follow_up_date = ?, priority = ? WHERE task_key = ?")
                .add(
                        "",
                        details.assignee(),
                        Times.millisOrNull(details.dueDate()),
                        Times.millisOrNull(details.followUpDate()),
                        details.priority(),
                        task.key())
                .update(handle);
        CandidateRows.delete(handle, task.key());
        CandidateRows.insert(handle, task, details.candidateUsers(), details.candidateGroups());
    }

    private static void end(Handle handle, long key, TaskState state, Instant at) {
        VariableWrites.lockScopes(handle, key);
        long millis = Times.millis(at);
        new Sql("UPDATE task SET state = ?, completion_time = ?, completion_order = ? WHERE task_key = ?")
                .add("", state.name(), millis, millis, key)
                .update(handle);
        CandidateRows.setState(handle, key, state);
        TaskMatches.delete(handle, key);
    }
}
